package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final Watchdog watchdog = new Watchdog(START);
  private final List<JobSighting.Failure> failures = new ArrayList<>();

  @Test
  void restartsWithoutACheckpointInBetweenEndTheRunWithTheLastCause() {
    for (int i = 1; i <= 10; i++) {
      assertEquals(Optional.empty(), fail("IOException: no model " + i, 0, true));
    }
    assertEquals(
        Optional.of(
            "the job failed 11 times without a complete checkpoint in between, at last with:"
                + " IOException: no model 11"),
        fail("IOException: no model 11", 0, true));
  }

  @Test
  void aCompleteCheckpointBeginsTheCountAnew() {
    for (int i = 1; i <= 30; i++) {
      assertEquals(Optional.empty(), fail("IOException: now and then " + i, i / 10, true));
    }
  }

  @Test
  void anOutageOfKafkaIsWaitedOutHoweverLong() {
    for (int i = 1; i <= 1000; i++) {
      assertEquals(Optional.empty(), fail("TimeoutException: away " + i, 0, false));
    }
  }

  @Test
  void aFailureThatIsSeenAgainCountsOnce() {
    fail("IOException: once", 0, true);
    for (int i = 0; i < 100; i++) {
      assertEquals(Optional.empty(), look(START, true, 0, true));
    }
  }

  @Test
  void aTaskManagerThatDoesNotComeBackEndsTheRun() {
    fail("TimeoutException: EndTxn", 0, true);
    assertEquals(Optional.empty(), look(START.plusSeconds(10), true, 0, true));
    assertEquals(Optional.empty(), look(START.plusSeconds(40), false, 0, true));
    assertEquals(
        Optional.of(
            "Flink's TaskManager was lost; the last failure of the job: TimeoutException: EndTxn"),
        look(START.plusSeconds(41), false, 0, true));
  }

  @Test
  void oneThatConnectsAgainDoesNot() {
    assertEquals(Optional.empty(), look(START.plusSeconds(29), false, 0, true));
    assertEquals(Optional.empty(), look(START.plusSeconds(30), true, 0, true));
    assertEquals(Optional.empty(), look(START.plusSeconds(59), false, 0, true));
  }

  @Test
  void aFullMemoryEndsTheRunAtOnce() {
    failures.add(new JobSighting.Failure(7, "OutOfMemoryError: Java heap space", "set -Xmx"));
    assertEquals(Optional.of("set -Xmx"), look(START, true, 5, true));
  }

  private Optional<String> fail(String cause, long completed, boolean kafkaAnswers) {
    failures.add(new JobSighting.Failure(START.toEpochMilli() + failures.size(), cause, null));
    return look(START, true, completed, kafkaAnswers);
  }

  private Optional<String> look(
      Instant now, boolean connected, long completed, boolean kafkaAnswers) {
    return watchdog.look(
        now,
        new JobSighting(connected, true, List.copyOf(failures), 0, completed, 0, null, null),
        kafkaAnswers);
  }
}
