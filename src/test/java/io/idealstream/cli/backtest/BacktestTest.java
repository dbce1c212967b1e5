package io.idealstream.cli.backtest;

import static io.idealstream.policy.ConditionThings.drift;
import static io.idealstream.policy.ConditionThings.quality;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.policy.CompiledPolicy;
import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.Vocabulary;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.Evidence;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.VerdictState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A small past: an hour of two feeds, of which a policy let the second go then. */
class BacktestTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final CompiledPolicy OWLS =
      PolicyFile.read(
          "owls.yaml",
          """
          policy: owls
          when: labels.birds.bird.label == "owl" && hits.exists(h, h.query == "wings")
          unless: item.feed == "zoo"
          action: {name: review, queue: wildlife}
          limits: {per: item.feed, at-most: 2, within: 1h, then: {name: hide}}
          """
              .getBytes(UTF_8),
          Vocabulary.UNKNOWN);

  private static Label label(String feed, String id, int minute, String bird) {
    FactorLabel answer =
        new FactorLabel(bird, 1.0, Map.of(bird, 1.0), new RawAnswer(bird, 1.0), true, 0, null);
    return new Label(
        id, feed, at(minute), "birds", 3, "m", 1, Source.PROMPTS, Map.of("bird", answer));
  }

  private static Hit hit(String feed, String id, int minute, boolean lookBack) {
    return new Hit(
        "wings", 1, id, feed, at(minute), 0.5, null, lookBack, "m", null, null, null, null);
  }

  private static Instant at(int minute) {
    return START.plusSeconds(60L * minute);
  }

  /** What was decided then. */
  private static Decision decision(String feed, String id, int minute, int number, String action) {
    PolicyVerdict verdict =
        new PolicyVerdict(
            "owls",
            1,
            VerdictState.FIRED,
            false,
            new Action(action, null, 0),
            null,
            null,
            List.of());
    return new Decision(
        id,
        feed,
        at(minute),
        number,
        number == 1 ? null : number - 1,
        null,
        null,
        verdict.action(),
        "owls",
        List.of(verdict),
        List.of(),
        List.of(),
        new Evidence(List.of(), List.of(), 0),
        true,
        null,
        null);
  }

  private static Backtest past() {
    Backtest backtest = new Backtest(List.of(OWLS), START, at(120));
    for (int i = 3; i >= 0; i--) { // in no order of time
      backtest.label(label("cam", "o" + i, 20 * i, "owl"));
      backtest.hit(hit("cam", "o" + i, 20 * i, false));
    }
    backtest.label(label("cam", "duck", 30, "duck"));
    backtest.hit(hit("cam", "duck", 30, false));
    backtest.label(label("zoo", "z", 61, "owl"));
    backtest.hit(hit("zoo", "z", 61, false));
    backtest.label(label("cam", "unseen", 62, "owl"));
    backtest.hit(hit("cam", "unseen", 62, true));
    backtest.hit(hit("cam", "forgotten", 63, false));
    backtest.label(label("cam", "outside", 120, "owl"));
    backtest.decision(decision("cam", "o0", 0, 1, "review"));
    backtest.decision(decision("cam", "o1", 20, 2, "review"));
    backtest.decision(decision("cam", "o1", 20, 1, "hide"));
    backtest.decision(decision("cam", "o2", 40, 1, "review"));
    backtest.decision(decision("cam", "duck", 30, 1, "review"));
    return backtest;
  }

  @Test
  void itSaysWhatFiresNowAndDidNotThen() {
    Backtest backtest = past();
    assertEquals(
        """
        items of 2026-03-01T12:00:00Z up to 2026-03-01T14:00:00Z: 7
        left out: hits of queries that look back, 1
        left out: items with hits and no label, 1

        owls: fired 4 (hide 2, review 2), held back 1, failed 0, sampled 0, beyond the limit 2
          against decisions that name it, 4: the same 4, fire now 1, no more 1, otherwise 1
                           items  fired  before
          feed cam         6      4      4
          feed zoo         1      0      0
          birds.bird duck  1      0      1
          birds.bird owl   6      4      3
          queue wildlife: items 4, at most 3 in an hour, 2.0 an hour on average
          cam/duck of 2026-03-01T12:30:00Z: review -> nothing
          cam/o2 of 2026-03-01T12:40:00Z: review -> hide
          cam/o3 of 2026-03-01T13:00:00Z: nothing -> hide"""
            .lines()
            .toList(),
        new BacktestReport(backtest, backtest.run()).lines());
  }

  @Test
  void theSamePastGivesTheSameReportInJson() {
    Backtest one = past();
    Backtest other = past();
    String json = Json.text(new BacktestReport(one, one.run()).tree());
    assertEquals(json, Json.text(new BacktestReport(other, other.run()).tree()));
    assertEquals(
        "{\"decisions\":4,\"same\":4,\"fireNow\":1,\"noMore\":1,\"otherwise\":1}",
        json.replaceAll(".*\"against\":(\\{[^}]*}).*", "$1"));
  }

  @Test
  void whereNothingWasDecidedAllIsNew() {
    Backtest backtest = new Backtest(List.of(OWLS), START, at(120));
    backtest.label(label("cam", "o", 1, "owl"));
    backtest.hit(hit("cam", "o", 1, false));
    List<String> lines = new BacktestReport(backtest, backtest.run()).lines();
    assertEquals("  no decision names a policy owls: all that fires is new", lines.get(3));
  }

  @Test
  void howThingsStoodIsReadFromItsTopics() {
    CompiledPolicy wary =
        PolicyFile.read(
            "wary.yaml",
            """
            policy: wary
            when: drifting("birds", "place") || worstAccuracy("birds") < 0.5
            action: {name: review}
            """
                .getBytes(UTF_8),
            Vocabulary.UNKNOWN);
    Backtest backtest = new Backtest(List.of(wary), START, at(120));
    for (int i = 0; i < 6; i++) {
      backtest.label(label("cam", "i" + i, 10 * i, "owl"));
    }
    backtest.drift(drift("birds", "cam", "place", DriftState.STARTED, at(10)));
    backtest.drift(drift("birds", "cam", "place", DriftState.RECOVERED, at(30)));
    backtest.quality(quality("birds", "bird", 0.25, "owl/sea", at(40)));
    PolicyTally tally = backtest.run().get(0);
    assertEquals(Map.of("review", 4L), tally.actions);
    assertEquals(Map.of(VerdictState.FIRED, 4L, VerdictState.FAILED, 2L), tally.states);
  }
}
