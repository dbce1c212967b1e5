package io.idealstream.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.decision.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyFileTest {

  private static final Path POLICIES = Path.of("conf", "policies");

  static Stream<Path> everyPolicyFile() throws IOException {
    try (Stream<Path> files = Files.list(POLICIES)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("everyPolicyFile")
  void everyFileInConfNamesWhatThereIsAndPassesItsExamples(Path file) {
    CompiledPolicy policy = PolicyFile.read(file, known());

    assertEquals(file.getFileName().toString(), policy.policy().name() + ".yaml");
    List<ExampleRun> runs = ExampleRun.all(policy);
    assertTrue(runs.size() > 3);
    assertEquals(List.of(), runs.stream().filter(run -> !run.passed()).toList());
  }

  @Test
  void everythingOfAFileIsRead() {
    Policy policy =
        Things.policy(
                """
                policy: p
                when: labels.birds.bird.label == "owl"
                unless: item.feed == "zoo"
                action: {name: review, queue: wildlife, priority: 2}
                reason: {code: W-3, text: "An {labels.birds.bird.label}"}
                limits: {per: item.attributes.author, at-most: 3, within: 24h, then: {name: restrict}}
                sample: {of-the-rest: 0.5%}
                shadow: true
                expires: 2027-01-01T00:00:00Z
                examples:
                  - name: an owl
                    item: {id: a, feed: f, time: "2026-05-01T00:00:00Z", caption: c, attributes: {n: 7}}
                    labels: {birds: {bird: owl}}
                    hits: [{query: nets, score: 0.5}]
                    earlier: 2
                    expect: review
                """)
            .policy();

    assertEquals("p", policy.name());
    assertEquals("labels.birds.bird.label == \"owl\"", policy.when());
    assertEquals("item.feed == \"zoo\"", policy.unless());
    assertEquals(new Action("review", "wildlife", 2), policy.action());
    assertEquals(new Justification("W-3", "An {labels.birds.bird.label}"), policy.justification());
    assertEquals(
        new Limits(
            "item.attributes.author", 3, Duration.ofDays(1), new Action("restrict", "wildlife", 2)),
        policy.limits());
    assertEquals(0.005, policy.ofTheRest());
    assertTrue(policy.shadow());
    assertEquals(new Expiry(Instant.parse("2027-01-01T00:00:00Z"), null), policy.expires());
    Example example = policy.examples().get(0);
    assertEquals("an owl", example.name());
    assertEquals(
        new Item("a", "f", Instant.parse("2026-05-01T00:00:00Z"), "c", Map.of("n", "7")),
        example.facts().item());
    assertEquals("owl", example.facts().labels().get("birds").factors().get("bird").label());
    assertEquals(0.5, example.facts().hits().get(0).score());
    assertEquals(2, example.earlier());
    assertEquals("review", example.expected());
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    Policy policy = Things.policy("p", "true", "{name: a}").policy();
    assertEquals(
        new Policy(
            "p",
            "true",
            null,
            new Action("a", null, 0),
            new Justification(null, null),
            null,
            0,
            false,
            null,
            null,
            List.of(),
            List.of()),
        policy);
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    assertEquals(
        List.of(
            "policy: expected a name of letters, digits, '.', '_', '-', found \"bad name\"",
            "action.name: none says something else in examples; take another",
            "action.quue: unknown field; did you mean queue?",
            "limits.per: expected a text, found 3",
            "limits.at-most: expected a whole number, found nothing",
            "limits.within: expected a time such as 250ms, 10s, 5m, 1h30m or 2d, found nothing",
            "limits.then.name: expected a text, found nothing",
            "sample.of-the-rest: expected a share such as 0.5% or 0.005, found \"5\"",
            "expires: expected a time such as 2027-01-01T00:00:00Z, or how long, such as 90d, found"
                + " \"soon\"",
            "examples[1]: expected an object, found \"x\"",
            "examples[0].labels.birds.bird.lable: unknown field; did you mean label?",
            "examples[0].hits[0].query: expected a text, found nothing",
            "examples[0].hits[0].score: expected a number, found \"x\"",
            "shadwo: unknown field; did you mean shadow?",
            "when: line 1, column 17: unknown space \"brds\"; did you mean birds?",
            "when: line 2, column 31: unknown value of birds.bird \"waterbrd\"; did you mean"
                + " waterbird?",
            "when: line 3, column 35: unknown label factor of space birds \"brid\"; did you mean"
                + " bird?",
            "when: line 3, column 77: unknown value of birds.bird \"landbrid\"; did you mean"
                + " landbird?",
            "when: line 4, column 4: unknown value of scenes.background \"seaa\"; did you mean sea?",
            "when: line 4, column 75: unknown query \"netts\"; did you mean nets?",
            "unless: line 1, column 1: unknown name itme; did you mean item?",
            "unless: line 1, column 39: unknown field lable; did you mean label?",
            "unless: line 1, column 55: unknown name exsts; did you mean exists?",
            "unless: line 1, column 99: == does not take (string, int)",
            "reason.text {labels.birds.bird.suport}: line 1, column 19: unknown field suport; did you"
                + " mean support?",
            "reason.text: a } alone ends nothing; }} stands for one",
            "reason.text: expected a } behind every {, found none",
            "examples[0].expect: expected none or failed, found \"remove\""),
        problems(
            """
            policy: bad name
            when: |
              labels.brds.bird.label == "waterbird"
              && labels.birds.bird.label == "waterbrd"
              && labels.birds.brid.probabilities["x"] > 0.5 && raw(labels.birds.bird) in ["landbrid"]
              && "seaa" in labels.scenes.background.labels && hits.exists(h, h.query == "netts")
            unless: itme.feed == "a" || labels.birds.bird.lable == "x" || exsts(labels.birds.bird) == "" || item.feed == 3
            action: {name: none, quue: 3}
            reason: {text: "a {labels.birds.bird.suport} } {x"}
            limits: {per: 3, then: {}}
            sample: {of-the-rest: 5}
            expires: soon
            shadwo: true
            examples:
              - {expect: remove, labels: {birds: {bird: {lable: x}}}, hits: [{score: x}]}
              - x
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true && | line 1, column 8: it breaks off",
        "a b | line 1, column 3: unexpected \"b\"",
        "labels.birds.bird.label == 3 | line 1, column 25: == does not take (string, int)",
        "item.time > timestamp('2026') | line 1, column 23: expected a time such as"
            + " 2026-03-01T12:00:00Z, found \"2026\"",
        "item.time - item.time > duration('1d') | line 1, column 34: expected a duration of CEL such"
            + " as 90m or 36h, found \"1d\"",
        "hits.exist(h, true) | line 1, column 6: unknown name exist; did you mean exists?"
      })
  void whatIsNoExpressionIsToldWhere(String when, String why) {
    List<String> problems =
        problems("policy: p\naction: {name: a}\nwhen: |\n  %s\n".formatted(when));
    assertEquals("when: " + why, problems.get(0));
  }

  @Test
  void whereNothingIsKnownEveryNamePasses() {
    assertEquals(
        "p", Things.policy("p", "labels.brds.x.label == 'y'", "{name: a}").policy().name());
  }

  private static List<String> problems(String yaml) {
    return assertThrows(
            Misconfigured.class, () -> PolicyFile.read("p.yaml", yaml.getBytes(UTF_8), known()))
        .problems();
  }

  private static Vocabulary known() {
    return Vocabulary.of(
        List.of(
            SpaceFile.read(Path.of("conf/spaces/birds.yaml")),
            SpaceFile.read(Path.of("conf/spaces/scenes.yaml"))),
        List.of("nets"));
  }
}
