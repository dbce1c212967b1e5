package io.idealstream.cli.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.decision.eval.Outcome;
import io.idealstream.decision.trial.AnswerChanges.Share;
import io.idealstream.decision.trial.Move;
import io.idealstream.decision.trial.PairedOutcomes;
import io.idealstream.decision.trial.PairedOutcomes.Side;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Label;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpaceComparisonTest {

  private static final String SPACE =
      """
      space: %s
      templates: ["a {bird} with {things} on {place}"]
      plain: {bird: ["a {bird}"], things: ["{things}"]%s}
      factors:
        bird: {role: label, values: [duck, owl]}
        things: {role: label, kind: many, values: [sea, hill]}
        place: {role: %s, values: [land, water]}
      %s
      """;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final SpaceComparison comparison =
      new SpaceComparison(
          defined("birds", 3, "", "spurious", ""),
          defined("birds~trial", 1, ", place: [\"on {place}\"]", "label", "shadow: true"));

  @Test
  void labelsOfTheSameItemAreHeldAgainstEachOtherAndAgainstTheFirstFeedback() {
    feedback("1", "duck", "land");
    feedback("1", "owl", "land");
    feedback("2", "duck", "water");
    feedback("4", "owl", null);
    feedback("nowhere", "owl", "land");
    label("birds", 3, "1", "owl", null, "sea");
    label("birds~trial", 1, "1", "duck", null, "sea");
    label("birds~trial", 1, "2", null, "threshold", "hill");
    label("birds", 3, "2", "duck", null, "sea");
    label("birds", 3, "3", "duck", null, "sea");
    label("birds~trial", 1, "3", "duck", null, "sea");
    label("birds", 3, "4", "owl", null, "sea");
    label("birds~trial", 1, "4", "duck", null, "sea");
    label("birds", 3, "alone", "duck", null, "sea");
    label("birds~trial", 1, "a", "duck", null, "sea");
    label("birds~trial", 1, "b", "duck", null, "sea");
    label("birds", 2, "1", "duck", null, "sea");
    label("birds~trial", 2, "1", "duck", null, "sea");
    label("birds~trial", 1, "1", "owl", null, "sea");
    label("scenes", 3, "1", "duck", null, "sea");

    assertEquals(4, comparison.compared());
    assertEquals(1, comparison.onlyOf(false));
    assertEquals(2, comparison.onlyOf(true));
    assertEquals(2, comparison.ofOtherVersions());
    assertEquals(1, comparison.repeated());
    assertEquals(4, comparison.feedbackItems());
    assertEquals(3, comparison.judged());
    assertEquals(Set.of("bird", "things"), comparison.changes().keySet(), "place labels on trial");
    assertEquals(new Share(4, 3), comparison.changes().get("bird").all());
    assertEquals(new Share(4, 1), comparison.changes().get("things").all());
    assertEquals(0.75, comparison.mostChanged());
    assertEquals(
        List.of(Map.entry(new Move("none", "hill"), 1L), Map.entry(new Move("sea", "none"), 1L)),
        comparison.changes().get("things").moves());

    PairedOutcomes all = comparison.groups().get("bird").all();
    assertEquals(3, all.items());
    assertEquals(1, all.wrongToRight());
    assertEquals(1, all.rightToWrong());
    assertEquals(1, all.of(Side.TRIAL, Outcome.WITHHELD));
    assertEquals(2 / 3.0, all.accuracy(Side.LIVE));
    assertEquals(0.5, all.accuracy(Side.TRIAL));
    assertEquals(Set.of("bird"), comparison.groups().keySet(), "of many, one truth tells nothing");
    // the groups are whole cells, and feedback names no thing: there is none
    assertEquals(Set.of(), comparison.groups().get("bird").groups().keySet());
  }

  @Test
  void theReportSaysItInLines() {
    feedback("1", "duck", "land");
    label("birds", 3, "1", "owl", null, "sea");
    label("birds~trial", 1, "1", "duck", null, "sea");
    label("birds", 3, "2", "owl", null, "sea");
    label("birds~trial", 1, "2", null, "threshold", "sea");
    label("birds", 3, "3", "owl", null, "sea");
    Compared<SpaceDefinition> compared =
        new Compared<>(
            defined("birds", 3, "", "spurious", ""),
            defined("birds~trial", 1, "", "spurious", "shadow: true"),
            NOON,
            NOON.plusSeconds(9),
            List.of("method: unset -> plain"));
    assertEquals(
        List.of(
            "live          birds, version 3",
            "on trial      birds~trial, version 1",
            "range         2026-03-01T12:00:00Z to 2026-03-01T12:00:09Z",
            "differs       method: unset -> plain",
            "compared      2 items",
            "not compared  1 item of birds alone, 0 of birds~trial alone; 0 labels of other"
                + " versions, 0 of items again",
            "feedback      about 1 item, 1 of them compared",
            "bird: 2 of 2 labels change, 100.0 % [34.2, 100.0]",
            "  abstained: 1 anew, 0 no more, 0 by both",
            "  probability of the label: +0.0000 on average; support: 0.0 live, 0.0 on trial",
            "    1  owl -> (threshold)",
            "    1  owl -> duck",
            "  feed cam  2 of 2 change  100.0 %",
            "  group  items  right live         right on trial         withheld  better  worse  p",
            "  all    1      0.0 % [0.0, 79.3]  100.0 % [20.7, 100.0]  0, 0      1       0      1.0",
            "  some of the items whose labels change",
            "    cam/1: owl -> duck",
            "    cam/2: owl -> (threshold)",
            "things: 0 of 2 labels change, 0.0 % [0.0, 65.8]",
            "  abstained: 0 anew, 0 no more, 0 by both",
            "  probability of the label: - on average; support: 0.0 live, 0.0 on trial",
            "  feed cam  0 of 2 change  0.0 %"),
        new SpaceReport(compared, comparison).lines());
  }

  @Test
  void theGroupOfAnItemIsItsCellOfTheLiveSpace() {
    comparison.feedback(
        new Feedback(
            "1",
            "cam",
            NOON,
            Map.of("place", List.of("land"), "bird", List.of("owl"), "things", List.of("sea")),
            "test",
            null,
            null));
    label("birds", 3, "1", "owl", null, "sea");
    label("birds~trial", 1, "1", "duck", null, "sea");
    assertEquals(Set.of("owl/sea/land"), comparison.groups().get("bird").groups().keySet());
    assertEquals(1, comparison.groups().get("bird").groups().get("owl/sea/land").rightToWrong());
  }

  private void feedback(String id, String bird, String place) {
    comparison.feedback(
        new Feedback(
            id,
            "cam",
            NOON,
            place == null
                ? Map.of("bird", List.of(bird))
                : Map.of("bird", List.of(bird), "place", List.of(place)),
            "test",
            null,
            null));
  }

  private void label(
      String space, long version, String id, String bird, String abstained, String thing) {
    RawAnswer raw = new RawAnswer("duck", 0.5);
    FactorLabel one =
        new FactorLabel(bird, bird == null ? null : 0.5, Map.of(), raw, true, 0, abstained);
    FactorLabel many =
        new FactorLabel(
            null, null, Map.of(), raw, true, 0, null, List.of(thing), null, null, null, null);
    comparison.label(
        new Label(
            id,
            "cam",
            NOON,
            space,
            version,
            "sha256:m",
            1,
            Source.PROMPTS,
            Map.of("bird", one, "things", many, "place", one)));
  }

  private static Defined<SpaceDefinition> defined(
      String name, long version, String plain, String role, String more) {
    SpaceDefinition definition =
        SpaceFile.read("test", SPACE.formatted(name, plain, role, more).getBytes(UTF_8));
    Status status = new Status(StatusKind.SPACE, name, version, StatusState.ACTIVE, null);
    return new Defined<>(name, definition, NOON, null, status, NOON);
  }
}
