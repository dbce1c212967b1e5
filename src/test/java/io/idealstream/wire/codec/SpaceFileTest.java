package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Source;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.space.Blending;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpaceFileTest {

  private static final Path SPACES = Path.of("conf", "spaces");

  static Stream<Path> everySpaceFile() throws IOException {
    try (Stream<Path> files = Files.list(SPACES)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("everySpaceFile")
  void everyFileInConfIsAValidSpaceNamedLikeItsFile(Path file) {
    SpaceDefinition space = SpaceFile.read(file);

    assertEquals(file.getFileName().toString(), space.space() + ".yaml");
  }

  @ParameterizedTest
  @MethodSource("everySpaceFile")
  void aSpaceComesBackFromJsonAsItWasAndWithTheSameHash(Path file) throws Exception {
    SpaceDefinition space = SpaceFile.read(file);

    byte[] json = Topic.SPACES.encode(space, Encoding.JSON);

    SpaceDefinition back = Topic.SPACES.decode(json, Encoding.JSON);
    assertEquals(space, back);
    assertEquals(List.copyOf(space.factors().keySet()), List.copyOf(back.factors().keySet()));
    assertEquals(SpaceFile.contentHash(space), SpaceFile.contentHash(back));
  }

  @ParameterizedTest
  @MethodSource("everySpaceFile")
  void everyFileInConfAsksOnlyForWhatTheJobDoes(Path file) {
    assertEquals(SpaceFile.read(file), SpaceFile.readForJob(file));
  }

  @Test
  void whatTheJobDoesNotDoYetIsRefusedOnItsWayThereAndReadOtherwise(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("birds.yaml");
    Files.writeString(
        file,
        Files.readString(SPACES.resolve("birds.yaml"))
            .replace("per: space, label-source: prompts", "per: feed, label-source: feedback"));
    assertEquals(Source.FEEDBACK, SpaceFile.read(file).estimate().labelSource());
    Misconfigured refused = assertThrows(Misconfigured.class, () -> SpaceFile.readForJob(file));
    assertEquals(
        List.of(
            "estimate.label-source: labelling each feed by words of its own is not offered yet"),
        refused.problems());
  }

  @Test
  void theOrderOfFieldsAndAnExplicitDefaultDoNotChangeTheHash() {
    SpaceDefinition one = birds("kind: one, values: {a: [x], b: [y]}");
    SpaceDefinition other = birds("values: {b: [y], a: [x]}, weights: {b: 0.5, a: 0.5}");

    assertEquals(SpaceFile.contentHash(one), SpaceFile.contentHash(other));
  }

  @Test
  void aPriorIsAutoOrANumberOfEventsAndOnlyANumberIsAnotherContent() {
    SpaceDefinition plain = birds("values: [a, b]");
    SpaceDefinition auto =
        birds(
            "values: [a, b]", "{prior: auto, blend: even, blend-source: images, inferred: false}");
    SpaceDefinition asked =
        birds(
            "values: [a, b]", "{blend: prior, blend-source: feedback, prior: 30, inferred: true}");

    assertNull(auto.estimate().prior());
    assertEquals(SpaceFile.contentHash(plain), SpaceFile.contentHash(auto));
    assertEquals(30, asked.estimate().prior());
    assertEquals(Blending.PRIOR, asked.estimate().blend());
    assertEquals(Source.FEEDBACK, asked.estimate().blendSource());
    assertTrue(asked.estimate().inferred());
    assertNotEquals(SpaceFile.contentHash(plain), SpaceFile.contentHash(asked));
    assertEquals(asked, SpaceFile.read("again", SpaceFile.canonicalJson(asked)));
  }

  @Test
  void whatAnEvenBlendDoesNotUseIsRefused() {
    Misconfigured refused =
        assertThrows(
            Misconfigured.class,
            () -> birds("values: [a, b]", "{prior: 3, blend-source: captions}"));
    assertEquals(
        List.of(
            "estimate.blend-source: expected images or feedback, found \"captions\"",
            "estimate.prior: says something only with estimate.blend: prior"),
        refused.problems());
  }

  @Test
  void aPriorThatIsNoNumberOfEventsIsRefused() {
    for (String prior : List.of("much", "-1", "1e999", "[3]")) {
      Misconfigured refused =
          assertThrows(
              Misconfigured.class,
              () -> birds("values: [a, b]", "{blend: prior, prior: " + prior + "}"));
      assertEquals(1, refused.problems().size(), prior);
      assertTrue(
          refused
              .problems()
              .get(0)
              .startsWith("estimate.prior: expected auto or a number of at least 0, found "),
          refused.problems().get(0));
    }
  }

  @Test
  void inferredWordsNeverLabel() {
    Misconfigured refused =
        assertThrows(
            Misconfigured.class, () -> birds("values: [a, b]", "{label-source: inferred}"));
    assertEquals(
        List.of(
            "estimate.label-source: words of inferred values do not label: they come from the"
                + " labels of the prompts' words"),
        refused.problems());
  }

  @Test
  void wordsThatCompleteThoseOfASourceAreAskedForByIt() {
    Misconfigured refused =
        assertThrows(
            Misconfigured.class, () -> birds("values: [a, b]", "{label-source: completed}"));
    assertEquals(
        List.of(
            "estimate.label-source: method ideal-words does not label by completed, expected prompts"
                + " or captions or images or feedback or blend"),
        refused.problems());
  }

  @Test
  void anotherPhraseChangesTheHash() {
    assertNotEquals(
        SpaceFile.contentHash(birds("values: {a: [x], b: [y]}")),
        SpaceFile.contentHash(birds("values: {a: [x], b: [y, z]}")));
  }

  @Test
  void namesAloneStandForThemselvesAsPhrases() {
    SpaceDefinition space = birds("values: [robin, gull]");

    assertEquals(
        Map.of("robin", List.of("robin"), "gull", List.of("gull")),
        space.factors().get("bird").values());
  }

  @Test
  void everyProblemOfAFileIsNamedAtOnceWithPathExpectedAndFound() {
    String file =
        """
        space: a/b
        template: ["a photo of a {bird}"]
        templates: ["a photo of a {brid}", "a {bird} {"]
        plain: {place: ["{place}"]}
        factors:
          bird: {role: lable, kind: several, values: {a: [], b: 3}, weights: {a: 0.5, c: 0.5}}
        gate: {against: 7, margin: wide}
        estimate: {half-life: soon, label-sources: prompts}
        normalize-classes: maybe
        """;

    Misconfigured refused =
        assertThrows(Misconfigured.class, () -> SpaceFile.read("test.yaml", file.getBytes(UTF_8)));

    assertEquals(
        List.of(
            "space: expected a name of letters, digits, spaces, '.', '_', '-', found \"a/b\"",
            "factors.bird.role: expected label or spurious, found \"lable\"",
            "factors.bird.kind: expected one or many, found \"several\"",
            "factors.bird.values.a: expected a list of texts, found an empty list",
            "factors.bird.values.b: expected a list of texts, found 3",
            "factors.bird.weights.b: expected a number, found nothing",
            "factors.bird.weights.c: unknown field; expected a, b",
            "gate.against: expected a list of texts, found 7",
            "gate.margin: expected a number, found \"wide\"",
            "estimate.half-life: expected a time such as 250ms, 10s, 5m, 1h30m or 2d, found"
                + " \"soon\"",
            "estimate.label-sources: unknown field; did you mean label-source?",
            "normalize-classes: expected true or false, found \"maybe\"",
            "template: unknown field; did you mean templates?",
            "templates[0]: expected the placeholder {bird}, found \"a photo of a {brid}\"",
            "templates[0]: unknown placeholder {brid}; did you mean {bird}?",
            "templates[1]: \"a {bird} {\" has a { without a }",
            "plain.place: there is no factor of this name"),
        refused.problems());
  }

  private static SpaceDefinition birds(String factor) {
    return birds(factor, "{}");
  }

  /** What a definition could not say at first changes nothing where it says nothing. */
  @Test
  void aDefinitionWrittenOutBeforeMethodsWereNamedKeepsItsHash() {
    SpaceDefinition silent = birds("values: {a: [x], b: [y]}");
    SpaceDefinition spelled =
        space("method: ideal-words\nexplain: false\nshadow: false", "values: {a: [x], b: [y]}");

    assertEquals(SpaceFile.contentHash(silent), SpaceFile.contentHash(spelled));
    assertEquals(
        "sha256:0696fce5afa85cdeb412040e36d3b557fdd3fb8986b358459c2bb697850f2194",
        SpaceFile.contentHash(silent));
    String thresholds = "values: {a: [x], b: [y]}, thresholds: {a: 0.7}";
    String temperature = "values: {a: [x], b: [y]}, temperature: ";
    String coverage = "values: {a: [x], b: [y]}, coverage: 0.9";
    assertEquals(
        SpaceFile.contentHash(silent),
        SpaceFile.contentHash(space("", temperature + "1")),
        "which is the default");
    for (SpaceDefinition other :
        List.of(
            birds(temperature + "1.7"),
            birds(coverage),
            birds(coverage + ", sets: {a: 0.25}"),
            space("method: plain", "values: {a: [x], b: [y]}"),
            space("explain: true", "values: {a: [x], b: [y]}"),
            space("shadow: true", "values: {a: [x], b: [y]}"),
            birds(thresholds))) {
      assertNotEquals(SpaceFile.contentHash(silent), SpaceFile.contentHash(other));
    }
  }

  @Test
  void whatAMethodNeedsAndDoesNotHaveIsNamed() {
    String without =
        """
        space: birds
        templates: ["a {bird} {place}"]
        plain: {bird: ["a {bird}"]}
        factors:
          bird: {role: label, values: [duck, owl], thresholds: {duck: 1.5, own: 0.2}}
          place: {role: spurious, values: [land, water]}
        estimate: {label-source: %s}
        method: %s
        """;
    assertEquals(
        List.of(
            "factors.bird.thresholds.duck: expected a probability from 0 to 1, found 1.5",
            "factors.bird.thresholds.own: unknown field; did you mean owl?",
            "estimate.label-source: method orth-cali does not label by images, expected prompts",
            "plain.place: expected a list of texts that name factor place alone, for method"
                + " orth-cali, found nothing"),
        problems(without.formatted("images", "orth-cali")));
    String sound = without.replace(", thresholds: {duck: 1.5, own: 0.2}", "");
    assertEquals(
        List.of(
            "estimate.label-source: method gde does not label by blend, expected prompts or captions or images or feedback"),
        problems(sound.formatted("blend", "gde")));
    SpaceFile.read("test.yaml", sound.formatted("images", "gde").getBytes(UTF_8));
    assertEquals(
        List.of("method: orth-proj expects a factor of role spurious to take out, found none"),
        problems(
            """
            space: birds
            templates: ["a {bird}"]
            plain: {bird: ["a {bird}"]}
            factors: {bird: {role: label, values: [duck, owl]}}
            method: orth-proj
            """));
  }

  @Test
  void aTemperatureIsAboveZeroAndThatOfAFactorOfKindOne() {
    String file =
        """
        space: birds
        templates: ["a {bird} {place}"]
        plain: {bird: ["a {bird}"], place: ["a {place}"]}
        factors:
          bird: {role: label, values: [duck, owl], temperature: %s}
          place: {role: label, kind: %s, values: [land, water], temperature: 2}
        """;
    assertEquals(
        List.of(
            "factors.bird.temperature: expected a number above 0, found 0.0",
            "factors.place.temperature: says something only in a factor of kind one"),
        problems(file.formatted("0", "many")));
    SpaceDefinition space =
        SpaceFile.read("test.yaml", file.formatted("1.7", "one").getBytes(UTF_8));
    assertEquals(1.7, space.factors().get("bird").temperature());
  }

  @Test
  void aCoverageIsAShareAndSetsAreQuantilesOfAFactorThatHasOne() {
    String file =
        """
        space: birds
        templates: ["a {bird} {place}"]
        plain: {bird: ["a {bird}"], place: ["a {place}"]}
        factors:
          bird: {role: label, values: [duck, owl], %s}
          place: {role: label, kind: %s, values: [land, water], coverage: 0.9}
        """;
    assertEquals(
        List.of(
            "factors.bird.coverage: expected a share above 0 and below 1, found 1.0",
            "factors.bird.sets.duck: expected a quantile from 0 to 1, found 1.5",
            "factors.bird.sets.own: unknown field; did you mean owl?",
            "factors.place.coverage: says something only in a factor of kind one"),
        problems(file.formatted("coverage: 1, sets: {duck: 1.5, own: 0.2}", "many")));
    assertEquals(
        List.of("factors.bird.coverage: expected what sets are to cover, found nothing"),
        problems(file.formatted("sets: {duck: 0.5}", "one")));
    String sound = file.formatted("coverage: 0.8, sets: {owl: 0.25}", "one");
    SpaceDefinition space = SpaceFile.read("test.yaml", sound.getBytes(UTF_8));
    assertEquals(0.8, space.factors().get("bird").coverage());
    assertEquals(1, space.factors().get("bird").quantile("duck"), "in every set");
    assertEquals(0.25, space.factors().get("bird").quantile("owl"));
  }

  @Test
  void aSpaceOnTrialHasTheNameOfTheLiveOneWithMoreBehindIt() {
    String file =
        """
        space: %s
        templates: ["a {bird}"]
        plain: {bird: ["a {bird}"]}
        factors: {bird: {role: label, values: [duck, owl]}}
        %s
        """;
    SpaceDefinition trial =
        SpaceFile.read("test", file.formatted("birds~trial", "shadow: true").getBytes(UTF_8));
    assertEquals("birds~trial", trial.space());
    SpaceDefinition live = SpaceFile.read("test", file.formatted("birds", "").getBytes(UTF_8));
    assertEquals(live, trial.named("birds", false));
    assertEquals(
        List.of("shadow: expected true, since the name ends in ~trial"),
        problems(file.formatted("birds~trial", "")));
    for (String name : List.of("~trial", "birds~other", "birds~trial~trial")) {
      assertEquals(1, problems(file.formatted(name, "shadow: true")).size(), name);
    }
  }

  private static List<String> problems(String file) {
    return assertThrows(
            Misconfigured.class, () -> SpaceFile.read("test.yaml", file.getBytes(UTF_8)))
        .problems();
  }

  private static SpaceDefinition birds(String factor, String estimate) {
    return space("estimate: " + estimate, factor);
  }

  private static SpaceDefinition space(String more, String factor) {
    String file =
        """
        space: birds
        templates: ["a photo of a {bird}"]
        plain: {bird: ["a {bird}"]}
        factors:
          bird: {role: label, %s}
        %s
        """;
    return SpaceFile.read("test.yaml", file.formatted(factor, more).getBytes(UTF_8));
  }
}
