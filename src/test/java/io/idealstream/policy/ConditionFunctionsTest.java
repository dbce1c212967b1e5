package io.idealstream.policy;

import static io.idealstream.policy.ConditionThings.drift;
import static io.idealstream.policy.ConditionThings.of;
import static io.idealstream.policy.ConditionThings.quality;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.wire.DriftState;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Misconfigured;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A feed that drifts by place in birds and by nothing with a name in scenes; quality of birds. */
class ConditionFunctionsTest {

  private static Facts facts() {
    ConditionTimeline timeline = new ConditionTimeline();
    timeline.put(of(drift("birds", "cam-3", "bird*place", DriftState.ONGOING, Things.TIME)));
    timeline.put(of(drift("scenes", "cam-3", null, DriftState.STARTED, Things.TIME)));
    timeline.put(of(drift("birds", "zoo", "age", DriftState.STARTED, Things.TIME)));
    timeline.put(of(quality("birds", "bird", 0.5, "owl/sea", Things.TIME)));
    timeline.put(of(quality("birds", "age", 0.25, "young/sea", Things.TIME)));
    timeline.put(of(quality("scenes", "background", null, null, Things.TIME)));
    Item item = Things.item("i-1");
    return new Facts(
        item, List.of(), List.of(), timeline.at(item, Map.of(), Set.of("birds", "scenes")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "drifting('birds') | true",
        "drifting('birds', 'place') | true",
        "drifting('birds', 'bird') | true",
        "drifting('birds', 'age') | false",
        "drifting('scenes') | true",
        "drifting('scenes', 'background') | false",
        "drifting('people') | false",
        "worstGroup('birds') | young/sea",
        "worstGroup('birds', 'bird') | owl/sea",
        "worstGroup('scenes') == '' | true",
        "worstGroup('people') == '' | true",
        "worstAccuracy('birds') | 0.25",
        "worstAccuracy('birds', 'bird') < 0.6 | true",
        "worstAccuracy('scenes') < 0.6 | line 1, column 14: nobody knows yet how often labels of"
            + " scenes are right in its groups",
        "worstAccuracy('birds', 'wing') < 0.6 | line 1, column 14: nobody knows yet how often labels"
            + " of birds.wing are right in its groups",
        "worstGroup('people') != '' && worstAccuracy('people') < 0.5 | false"
      })
  void aFunctionSaysHowThingsStood(String expression, String expected) {
    assertEquals(expected, Things.value(expression, facts()).toString());
  }

  @Test
  void whatItAsksForIsSaid() {
    CompiledPolicy policy =
        Things.policy(
            "p", "drifting('birds', 'place') && worstAccuracy('scenes') < 0.5", "{name: a}");
    assertEquals("drift of birds.place, quality of scenes", policy.sources());
    assertEquals(Set.of("scenes"), policy.uses().qualitySpaces());
  }

  @Test
  void itsPartsAreShownWithTheirValues() {
    CompiledPolicy policy =
        Things.policy("p", "drifting('birds') && worstAccuracy('birds') < 0.5", "{name: a}");
    assertEquals(
        List.of(
            "drifting(\"birds\") && worstAccuracy(\"birds\") < 0.5 = true",
            "drifting(\"birds\") = true",
            "worstAccuracy(\"birds\") < 0.5 = true",
            "worstAccuracy(\"birds\") = 0.25"),
        Examined.of(policy, facts()).when().stream()
            .map(part -> part.text() + " = " + part.value())
            .toList());
  }

  @Test
  void aPolicyAloneDecidesByThemAndTheEvidenceHasThem() {
    CompiledPolicy policy = Things.policy("p", "drifting('birds', 'place')", "{name: a}");
    DraftDecision draft = Things.set(policy).draft(facts());
    assertEquals("a", draft.decision().action().name());
    assertEquals(Conditions.of(draft.decision().evidence()), facts().conditions());
    assertEquals(2, draft.decision().evidence().drifts().size());
    assertEquals(3, draft.decision().evidence().quality().size());
  }

  @Test
  void namesThatAreNotThereAreToldAndOnlyNamesAreTaken() {
    assertEquals(
        List.of(
            "when: line 1, column 10: unknown space \"brds\"; did you mean birds?",
            "when: line 1, column 39: unknown factor of space birds \"plaec\"; did you mean place?",
            "when: line 1, column 71: unknown label factor of space birds \"place\"; expected bird"),
        problems(
            "drifting('brds') || drifting('birds', 'plaec') || worstGroup('birds', 'place') == 'x'"
                + " || drifting('birds', 'place')"));
    assertEquals(
        List.of("when: line 1, column 14: expected the name itself, as a text in quotes"),
        problems("drifting(item.feed)"));
    assertEquals(
        List.of("when: line 1, column 1: unknown name driftng; did you mean drifting?"),
        problems("driftng('birds')"));
  }

  private static List<String> problems(String when) {
    Vocabulary known =
        Vocabulary.of(List.of(SpaceFile.read(Path.of("conf/spaces/birds.yaml"))), List.of());
    byte[] yaml = "policy: p\nwhen: \"%s\"\naction: {name: a}\n".formatted(when).getBytes(UTF_8);
    return assertThrows(Misconfigured.class, () -> PolicyFile.read("p.yaml", yaml, known))
        .problems();
  }

  @Test
  void anExampleSaysHowThingsStand() {
    CompiledPolicy policy =
        Things.policy(
            """
            policy: p
            when: drifting("birds", "place") && worstAccuracy("birds") < 0.5
            action: {name: review}
            examples:
              - name: both
                drifts: [{space: birds, factor: place, value: water}]
                quality: {birds: {bird: {worst: 0.4, worstGroup: waterbird/land}}}
                expect: review
              - name: no drift
                quality: {birds: {bird: {worst: 0.4, worstGroup: waterbird/land}}}
                expect: none
              - name: nobody knows
                drifts: [{space: birds, factor: place}]
                expect: failed
            """);
    ExampleRun.all(policy).forEach(run -> assertEquals(run.example().expected(), run.given()));
  }
}
