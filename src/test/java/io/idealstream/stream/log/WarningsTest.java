package io.idealstream.stream.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.fixtures.HandClock;
import io.idealstream.fixtures.LogLines;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class WarningsTest {
  private final HandClock clock = new HandClock();

  @Test
  void theFirstIsLoggedAndTheNextLineSaysHowManyLikeItCameBetween() {
    try (LogLines lines = LogLines.of(WarningsTest.class)) {
      Warnings warnings = Warnings.ofSubtask(WarningsTest.class, 1, clock::nanos);
      for (int i = 1; i <= 4; i++) {
        int number = i;
        warnings.log("bad", () -> "record " + number + "\nis bad");
      }
      clock.advanceMillis(60_000);
      warnings.log("bad", () -> "record 5 is bad");
      assertEquals(
          List.of("record 1\\nis bad", "record 5 is bad (and 3 more like it since the last)"),
          lines.now());
    }
  }

  @Test
  void ofOneKindSeveralSubjectsAreLoggedAndEachOnlyOnce() {
    try (LogLines lines = LogLines.of(WarningsTest.class)) {
      Warnings warnings = Warnings.ofSubtask(WarningsTest.class, 2, clock::nanos);
      for (String subject : List.of("a", "a", "b", "c", "a")) {
        warnings.log("query", subject, () -> subject);
      }
      assertEquals(List.of("a", "b"), lines.now());
      clock.advanceMillis(60_000);
      warnings.log("query", "a", () -> "a");
      assertEquals(
          "a (and 3 more like it since the last)", lines.now().get(2), "twice a, and once c");
    }
  }

  @Test
  void aSentenceThatIsNotLoggedIsNotMade() {
    Warnings warnings = Warnings.ofSubtask(WarningsTest.class, 1, clock::nanos);
    warnings.log("bad", () -> "made");
    warnings.log(
        "bad",
        () -> {
          throw new AssertionError("made");
        });
  }

  @Test
  void subtasksOfAnOperatorShareALimitAndOtherOperatorsAndJobsDoNot() {
    try (LogLines lines = LogLines.of(WarningsTest.class)) {
      for (String subtask : List.of("job 1", "job 1", "job 2")) {
        Warnings.of(WarningsTest.class, subtask(subtask, "embed")).log("bad", () -> subtask);
      }
      Warnings.of(WarningsTest.class, subtask("job 1", "label")).log("bad", () -> "label");
      assertEquals(List.of("job 1", "job 2", "label"), lines.now());
    }
  }

  private static MetricGroup subtask(String job, String operator) {
    return new UnregisteredMetricsGroup() {
      @Override
      public Map<String, String> getAllVariables() {
        return Map.of("<job_id>", job, "<operator_id>", operator);
      }
    };
  }
}
