package io.idealstream.stream.decide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.stream.PolicyArrival;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies are in force 5 s after their publication, or 3 s after they were read. */
class SettlePoliciesTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T14:00:00Z");
  private static final InForceTimes TIMES =
      new InForceTimes(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofMinutes(5));

  private KeyedOneInputStreamOperatorTestHarness<String, PolicyArrival, PolicyInForce> harness;

  @BeforeEach
  void open() throws Exception {
    open(null, BEGIN, 1, 0);
  }

  private void open(OperatorSubtaskState savepoint, Instant now, int parallelism, int subtask)
      throws Exception {
    close();
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new SettlePolicies(TIMES, 40),
            PolicyArrival::policy,
            Types.STRING,
            Parts.GROUPS,
            parallelism,
            subtask);
    harness.setProcessingTime(now.toEpochMilli());
    if (savepoint != null) {
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              savepoint, Parts.GROUPS, 1, parallelism, subtask));
    }
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    if (harness != null) {
      harness.close();
    }
  }

  private static String owls(String action, String more) {
    return """
    {"policy": "owls", "when": "labels.birds.bird.label == 'owl'", "action": {"name": "%s"}%s}
    """
        .formatted(action, more);
  }

  private static String effective(String time) {
    return ", \"effective\": \"" + time + "\"";
  }

  private Instant now() {
    return Instant.ofEpochMilli(harness.getProcessingTime());
  }

  private void send(String text) throws Exception {
    send(text, now());
  }

  /**
   * @param text null where the policy is to be removed
   */
  private void send(String text, Instant published) throws Exception {
    harness.processElement(
        new StreamRecord<>(
            new PolicyArrival(
                "owls",
                text == null ? null : text.getBytes(UTF_8),
                published.toEpochMilli(),
                null)));
  }

  private void pass(Duration time) throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + time.toMillis());
  }

  /** {@code name version seconds after the beginning}, or what else is said to who decides. */
  private List<String> inForce() {
    List<String> said = new ArrayList<>();
    for (PolicyInForce change : harness.extractOutputValues()) {
      double since = (change.since() - BEGIN.toEpochMilli()) / 1000.0;
      if (change.forgotten()) {
        said.add(change.policy() + " forgotten");
      } else if (change.version() == 0) {
        said.add(change.policy() + " not yet");
      } else {
        said.add(
            "%s %d %s%s"
                .formatted(
                    change.policy(),
                    change.version(),
                    since,
                    change.text() == null ? " gone" : ""));
      }
    }
    harness.getOutput().clear();
    return said;
  }

  private List<String> statuses() {
    List<String> said = new ArrayList<>();
    Queue<StreamRecord<Status>> side = harness.getSideOutput(SettlePolicies.STATUS);
    while (side != null && !side.isEmpty()) {
      Status status = side.remove().getValue();
      said.add("%s %s: %s".formatted(status.id(), status.state(), status.detail()));
    }
    return said;
  }

  @Test
  void aPolicyComesIntoForceOnceAndIsReplacedAndRemovedByVersionsOfTheirOwn() throws Exception {
    send(owls("review", ""));
    send(owls("review", ""));
    assertEquals(List.of("owls 41 5.0"), inForce(), "what says the same is no new version");
    assertEquals(List.of("owls ACTIVE: for items from 2026-03-01T14:00:05Z on"), statuses());
    pass(Duration.ofSeconds(10));
    send(owls("hide", ""));
    assertEquals(List.of("owls 42 15.0"), inForce());
    pass(Duration.ofSeconds(10));
    send(null);
    assertEquals(List.of("owls 43 25.0 gone"), inForce());
    send(null);
    assertEquals(List.of("owls not yet"), inForce(), "it is gone already");
    pass(Duration.ofSeconds(10));
    send(owls("hide", ""));
    assertEquals(List.of("owls 44 35.0"), inForce());
    assertEquals(List.of(), statuses());
  }

  @Test
  void whatHasExpiredBeginsAnewWhereItIsSentAgain() throws Exception {
    send(owls("review", ", \"expires\": \"20s\""));
    pass(Duration.ofSeconds(10));
    send(owls("review", ", \"expires\": \"20s\""));
    assertEquals(List.of("owls 41 5.0"), inForce());
    pass(Duration.ofSeconds(20));
    send(owls("review", ", \"expires\": \"20s\""));
    assertEquals(List.of("owls 42 35.0"), inForce());
  }

  @Test
  void whatWasReadLateIsInForceAheadOfTheClockAndWhatWasThereBeforeTheJobAsItWants()
      throws Exception {
    pass(Duration.ofSeconds(60));
    send(owls("a", ""), BEGIN);
    assertEquals(List.of("owls 41 63.0"), inForce());
    open();
    pass(Duration.ofSeconds(60));
    send(owls("a", ""), BEGIN.minusMillis(1));
    assertEquals(List.of("owls 41 4.999"), inForce());
    send(owls("b", effective("2026-03-01T13:00:00Z")), BEGIN.minusMillis(1));
    assertEquals(List.of("owls 42 5.0"), inForce(), "after the one that it replaces");
  }

  /** Kafka takes stamps that are an hour ahead, and older brokers any. */
  @Test
  void aFastClockOfWhoeverPublishesPutsNothingOff() throws Exception {
    send(owls("a", ""), BEGIN.plusSeconds(300));
    assertEquals(List.of("owls 41 305.0"), inForce(), "as far ahead as a clock may be");
    open();
    send(owls("a", ""), BEGIN.plusSeconds(301));
    assertEquals(List.of("owls 41 5.0"), inForce());
    send(owls("b", ""), Instant.parse("2500-01-01T00:00:00Z"));
    send(owls("c", ""));
    assertEquals(List.of("owls 42 5.001", "owls 43 5.002"), inForce());
  }

  @Test
  void aTimeThatIsAskedForIsKeptWhereItIsAhead() throws Exception {
    send(owls("a", effective("2026-03-01T13:00:00Z")));
    assertEquals(List.of("owls 41 3.0"), inForce());
    send(owls("b", effective("2026-03-01T15:00:00Z")));
    assertEquals(List.of("owls 42 3600.0"), inForce());
    open();
    send(owls("a", effective("2026-03-01T13:00:00Z")), BEGIN.minusSeconds(1));
    assertEquals(List.of("owls 41 -3600.0"), inForce(), "it was there before the job");
    open();
    send(owls("a", effective("-1000000000-01-01T00:00:00Z")), BEGIN.minusSeconds(1));
    assertEquals(1, inForce().size());
  }

  @Test
  void theTimesOfANameRiseAlsoOverARemoval() throws Exception {
    send(owls("a", effective("2026-03-01T14:30:00Z")));
    send(owls("b", ""));
    send(owls("c", effective("2026-03-01T14:10:00Z")));
    send(null);
    send(owls("d", ""));
    assertEquals(
        List.of(
            "owls 41 1800.0",
            "owls 42 1800.001",
            "owls 43 1800.002",
            "owls 44 1800.003 gone",
            "owls 45 1800.004"),
        inForce());
  }

  @Test
  void aPolicyThatCannotBeUsedIsRejectedWithAllThatIsWrongAndTheOneBeforeStays() throws Exception {
    send("{\"policy\": \"owls\", \"wen\": \"true\"}");
    assertEquals(List.of("owls not yet"), inForce(), "who waits for it is told");
    assertEquals(0, harness.numKeyedStateEntries());
    String said = statuses().get(0);
    assertTrue(said.startsWith("owls REJECTED: "), said);
    assertTrue(said.contains("when") && said.contains("action") && said.contains("; "), said);

    send(owls("a", ""));
    harness.processElement(
        new StreamRecord<>(new PolicyArrival("owls", null, 0, "field policy: is missing")));
    send(owls("b", ", \"sample\": {\"of-the-rest\": \"200%\"}"));
    assertEquals(List.of("owls 41 5.0", "owls not yet", "owls not yet"), inForce());
    List<String> rejected = statuses();
    assertEquals(
        "owls REJECTED: field policy: is missing; version 41 stays in force", rejected.get(0));
    assertTrue(rejected.get(1).endsWith("; version 41 stays in force"), rejected.get(1));
    send(owls("a", ""));
    assertEquals(List.of(), inForce());
  }

  @Test
  void nobodyAsksForATimeThatIsTooFarAhead() throws Exception {
    for (String time : List.of("2027-03-02T14:00:00.001Z", "+1000000000-12-31T23:59:59Z")) {
      send(owls("a", effective(time)));
      assertEquals(List.of("owls not yet"), inForce());
      assertEquals(List.of("owls REJECTED: effective: it is more than 366 days ahead"), statuses());
    }
    send(owls("a", effective("2027-03-02T14:00:00Z")));
    assertEquals(1, inForce().size());
  }

  @Test
  void aRemovedNameIsForgottenAWhileAfterItsRemovalAndItsVersionsGoOn() throws Exception {
    send(owls("a", ""));
    send(null);
    inForce();
    pass(RemovedNames.RETENTION.plusSeconds(4));
    assertEquals(List.of(), inForce());
    pass(Duration.ofSeconds(2));
    assertEquals(List.of("owls forgotten"), inForce());
    assertEquals(0, harness.numKeyedStateEntries());
    send(owls("a", ""));
    assertEquals(List.of("owls 43 3611.0"), inForce());
  }

  @Test
  void whatIsInForceUntilARemovalThatIsAheadIsNotForgottenBefore() throws Exception {
    send(owls("a", ""));
    send(owls("b", effective("2026-03-01T18:00:00Z")));
    send(null);
    assertEquals("owls 43 14400.001 gone", inForce().get(2));
    pass(Duration.ofHours(4).plusMinutes(59));
    assertEquals(List.of(), inForce());
    pass(Duration.ofMinutes(2));
    assertEquals(List.of("owls forgotten"), inForce());
  }

  @Test
  void aRestoreKeepsVersionsAndTimesAndWhenTheJobBegan() throws Exception {
    send(owls("a", effective("2026-03-01T14:10:00Z")));
    inForce();
    OperatorSubtaskState savepoint = harness.snapshot(1, 1);
    for (int subtask = 0; subtask < 3; subtask++) {
      open(savepoint, BEGIN.plusSeconds(60), 3, subtask);
      if (harness.numKeyedStateEntries() > 0) {
        send(owls("a", effective("2026-03-01T14:10:00Z")));
        assertEquals(List.of(), inForce());
        send(owls("b", effective("2026-03-01T13:00:00Z")), BEGIN.plusSeconds(50));
        assertEquals(List.of("owls 42 600.001"), inForce());
        send(null, BEGIN.plusSeconds(50));
        inForce();
      }
    }
    open(savepoint, BEGIN.plusSeconds(3600), 1, 0);
    send(owls("c", ""), BEGIN.plusSeconds(50));
    assertEquals(
        List.of("owls 42 3603.0"), inForce(), "it came while the job was down, not before it");
  }
}
