package io.idealstream.estimate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.estimate.prompt.Preparation;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.estimate.prompt.PromptedCells;
import io.idealstream.estimate.prompt.Target;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.space.FakeTexts;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayList;
import java.util.List;

/** Space files for tests, and what becomes of them. */
public final class BirdSpaces {

  /** Two factors of two and three values. */
  public static final String BIRDS =
      """
      space: birds
      templates: ["a {bird} {place}", "one {bird} {place}"]
      plain: {bird: ["a {bird}", "the {bird}"]}
      factors:
        bird:
          role: label
          values: {duck: ["duck", "mallard"], owl: ["owl"]}
          weights: {duck: 0.25, owl: 0.75}
        place:
          role: spurious
          values: {lake: ["on a lake"], wood: ["in a wood", "among trees"], town: ["in town"]}
      gate: {against: ["a photo", "a text"], margin: 0.02}
      """;

  /** Without the place. */
  public static final String BIRDS_ANYWHERE =
      """
      space: birds
      templates: ["a {bird}"]
      plain: {bird: ["a {bird}"]}
      factors:
        bird: {role: label, values: {duck: ["duck", "mallard"], owl: ["owl"]}}
      """;

  /** Without the town. */
  public static final String BIRDS_OUTSIDE = BIRDS.replace(", town: [\"in town\"]", "");

  /** With the time of day. */
  public static final String BIRDS_BY_TIME =
      BIRDS
          .replace(" {place}\"", " {place} {time}\"")
          .replace(
              "gate:",
              "  time: {role: spurious, values: {day: [\"by day\"], night: [\"at night\"]}}\ngate:");

  private BirdSpaces() {}

  public static SpaceDefinition definition(String yaml) {
    return SpaceFile.read("test", yaml.getBytes(UTF_8));
  }

  public static byte[] json(String yaml) {
    return Topic.SPACES.encode(definition(yaml), Encoding.JSON);
  }

  public static SpaceArrival arrival(String yaml) {
    return new SpaceArrival(definition(yaml).space(), json(yaml), null);
  }

  public static SpaceArrival rejection(String space, String why) {
    return new SpaceArrival(space, null, why);
  }

  public static SpaceArrival removal(String space) {
    return new SpaceArrival(space, null, null);
  }

  /** The space as the fake tower prepares it, in one go. */
  public static PreparedSpace prepared(String yaml, long version) {
    return prepared(yaml, version, "sha256:one");
  }

  public static PreparedSpace prepared(String yaml, long version, String model) {
    Target target = new Target(definition(yaml).space(), version, json(yaml), model, 50);
    Preparation preparation = Preparation.begin(target, everyCell(target), FakeTexts.DIMENSION);
    while (!preparation.complete()) {
      List<float[]> vectors = new ArrayList<>();
      preparation.next(10).forEach(text -> vectors.add(FakeTexts.vector(model, text)));
      preparation.take(vectors);
    }
    return preparation.result();
  }

  /** Bounds that no test of every cell comes near. */
  public static final PromptBounds EVERY_CELL = new PromptBounds(100_000, 100_000);

  public static PromptedCells everyCell(Target target) {
    return PromptedCells.of(target.parsed(), EVERY_CELL);
  }

  /** The same before its words. */
  public static PreparedSpace awaitingWords(PreparedSpace space) {
    return new PreparedSpace(
        space.space(),
        space.version(),
        space.definition(),
        space.model(),
        space.logitScale(),
        null,
        space.plain(),
        space.gate());
  }

  public static PreparedSpace gone(String space, long version) {
    return new PreparedSpace(space, version, null, "sha256:one", 0, null, null, null);
  }
}
