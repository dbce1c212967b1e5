package io.idealstream.stream.decide;

import static io.idealstream.policy.ConditionThings.drift;
import static io.idealstream.policy.ConditionThings.of;
import static io.idealstream.policy.ConditionThings.quality;
import static io.idealstream.stream.decide.Parts.NOON;
import static io.idealstream.stream.decide.Parts.among;
import static io.idealstream.stream.decide.Parts.labelled;
import static io.idealstream.stream.decide.Parts.later;
import static io.idealstream.stream.decide.Parts.policy;
import static io.idealstream.stream.decide.Parts.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.idealstream.policy.ConditionTimeline;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Quality;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Policies that ask how things stand. */
class ConditionsTest {

  private static final String WARY =
      "policy: wary\nwhen: drifting('birds', 'place')\naction: {name: review}\n";
  private static final String WORST =
      """
      policy: best
      when: worstAccuracy('birds') < 0.5 && hits.exists(h, h.query == 'best')
      action: {name: show}
      """;

  private static Deciders deciders(Instant clock) throws Exception {
    return new Deciders(Deciders.awaiting(10), clock, 2).withoutTimeOfPolicies();
  }

  private static Drift place(DriftState state, Instant from) {
    return drift("birds", "cam", "place", state, from);
  }

  @Test
  void anItemSeesWhatIsKnownFromItsOwnMillisecondOnHoweverItIsDividedAndRestored()
      throws Exception {
    OperatorSubtaskState state;
    try (Deciders deciders = deciders(NOON.plusSeconds(60))) {
      deciders.policy(policy(WARY)).condition(of(place(DriftState.STARTED, NOON)));
      deciders.take(whole("before", NOON.minusMillis(1), "owl")).take(whole("a", NOON, "owl"));
      assertEquals(List.of("a 1 review by wary/1"), deciders.said());
      state = deciders.snapshot();
    }
    try (Deciders deciders =
        new Deciders(Deciders.awaiting(10), NOON.plusSeconds(60), 3, state, 2)) {
      deciders.condition(of(place(DriftState.RECOVERED, NOON.plusMillis(7))));
      for (int i = 5; i < 9; i++) {
        deciders.take(whole("i" + i, NOON.plusMillis(i), "owl"));
      }
      List<Decision> decisions = deciders.decisions();
      assertEquals(List.of("i5", "i6"), decisions.stream().map(Decision::id).sorted().toList());
      Decision decision = decisions.get(0);
      assertEquals(NOON, decision.evidence().drifts().get(0).knownFrom());
      assertNull(decision.evidence().quality());
      assertEquals(
          decision,
          Topic.DECISIONS.decode(Topic.DECISIONS.encode(decision, Encoding.AVRO), Encoding.AVRO));
    }
  }

  @Test
  void anItemWhoseTimeIsAheadOfTheClockSeesWhatIsSaidUntilThen() throws Exception {
    try (Deciders deciders = deciders(NOON.minusSeconds(5))) {
      deciders.policy(policy(WARY)).take(whole("a", NOON, "owl"));
      deciders.condition(of(place(DriftState.STARTED, NOON))).clock(NOON);
      assertEquals(List.of("a 1 review by wary/1"), deciders.said());
    }
  }

  @Test
  void whatIsDecidedAnewGoesByWhatWasKnownAtTheItemsTime() throws Exception {
    OperatorSubtaskState state;
    try (Deciders deciders = new Deciders(Deciders.awaiting(10), NOON.plusSeconds(3_600), 1)) {
      deciders.withoutTimeOfPolicies().policy(policy(WORST));
      deciders.condition(of(quality("birds", "bird", 0.25, "owl/sea", NOON)));
      deciders.take(labelled("a", NOON, "owl")).take(among("a", NOON));
      deciders.condition(of(quality("birds", "bird", 0.75, "owl/sea", NOON.plusMillis(1))));
      deciders.reach(Parts.end(NOON) - 10);
      state = deciders.snapshot();
    }
    try (Deciders deciders =
        new Deciders(Deciders.awaiting(10), NOON.plusSeconds(3_600), 1, state, 1)) {
      deciders.withoutTimeOfPolicies().take(later("a", NOON)).reach(Parts.end(NOON));
      Decision decision = deciders.decisions().get(0);
      assertEquals("a 1 show by best/1", Parts.words(decision));
      assertEquals(0.25, decision.evidence().quality().get(0).debiased().worst());
      assertEquals("birds", decision.evidence().quality().get(0).space());
    }
  }

  @Test
  void whatIsLongOverLeavesState() throws Exception {
    try (Deciders deciders = deciders(NOON.plusSeconds(3_600))) {
      deciders.policy(policy(WARY));
      deciders.condition(of(place(DriftState.STARTED, NOON)));
      deciders.condition(of(place(DriftState.RECOVERED, NOON.plusMillis(1))));
      deciders.reach(NOON.plus(Duration.ofMinutes(11)));
      deciders.condition(of(quality("birds", "bird", 0.25, "owl/sea", NOON.plusSeconds(3_000))));
      deciders.take(whole("late", NOON, "owl"));
      assertEquals(List.of(), deciders.said());
    }
  }

  @Test
  void recordsAreDatedByTheClock() throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(DateRecords.drift(Duration.ofSeconds(5))))) {
      harness.open();
      harness.setProcessingTime(NOON.toEpochMilli());
      harness.processElement(place(DriftState.STARTED, null), 0);
      harness.setProcessingTime(NOON.toEpochMilli() + 1);
      harness.processElement(place(DriftState.RECOVERED, null), 0);
      assertEquals(
          List.of(
              place(DriftState.STARTED, NOON.plusSeconds(5)),
              place(DriftState.RECOVERED, NOON.plusSeconds(5).plusMillis(1))),
          harness.extractOutputValues());
      ConditionTimeline known = new ConditionTimeline();
      harness.getSideOutput(DateRecords.CONDITIONS).forEach(one -> known.put(one.getValue()));
      assertEquals(2, harness.getSideOutput(DateRecords.CONDITIONS).size());
    }
  }

  @Test
  void scoresOfWordsAreNoConditions() throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(DateRecords.quality(Duration.ofSeconds(5))))) {
      harness.open();
      harness.setProcessingTime(NOON.toEpochMilli());
      Quality words = quality("birds", null, null, null, null);
      harness.processElement(words, 0);
      harness.processElement(quality("birds", "bird", 0.5, "owl", null), 0);
      assertEquals(
          List.of(words, quality("birds", "bird", 0.5, "owl", NOON.plusSeconds(5))),
          harness.extractOutputValues());
      assertEquals(1, harness.getSideOutput(DateRecords.CONDITIONS).size());
    }
  }
}
