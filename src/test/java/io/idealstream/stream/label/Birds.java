package io.idealstream.stream.label;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.inforce.Items;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Source;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.util.Arrays;
import java.util.Random;

/** Spaces in force for tests: two label factors around a spurious one, random vectors. */
final class Birds {

  static final int DIMENSION = 6;
  static final double LOGIT_SCALE = 10;

  /** Centre; landbird, waterbird, owl; land, water; day, night. */
  static final int ROWS = 8;

  private static final String FILE =
      """
      space: %s
      feeds: ["%s"]
      templates: ["a photo of a {bird} {place} {time}"]
      plain: {bird: ["a photo of a {bird}"], time: ["a photo {time}"]}
      factors:
        bird: {role: label, values: {landbird: ["landbird"], waterbird: ["waterbird"], owl: ["owl"]}}
        place: {role: spurious, values: {land: ["on land"], water: ["on water"]}}
        time: {role: label, kind: %s, values: {day: ["by day"], night: ["by night"]}}
      %s
      """;

  private Birds() {}

  static SpaceInForce space(String name, long version, Random random) {
    return space(name, "*", "one", "", version, random);
  }

  /** With kind {@code kind} of the factor {@code time}, and more lines of the file. */
  static SpaceInForce space(
      String name, String feed, String kind, String more, long version, Random random) {
    double[] rows = random.doubles((long) ROWS * DIMENSION, -1, 1).toArray();
    double[] plain = random.doubles(5L * DIMENSION, -1, 1).toArray();
    boolean[] determined = new boolean[ROWS];
    Arrays.fill(determined, true);
    double[] support = random.doubles(ROWS, 0, 9).toArray();
    SourceEstimate words =
        new SourceEstimate(
            name,
            "*",
            Source.PROMPTS,
            Items.MODEL,
            version,
            rows,
            determined,
            support,
            support,
            5,
            0.5,
            Items.NOON);
    byte[] file = FILE.formatted(name, feed, kind, more).getBytes(UTF_8);
    byte[] definition = Topic.SPACES.encode(SpaceFile.read(name + ".yaml", file), Encoding.JSON);
    return new SpaceInForce(
        name, version, definition, Items.MODEL, LOGIT_SCALE, version, words, plain, new double[0]);
  }

  static SpaceInForce withoutWords(SpaceInForce space) {
    return with(space, null, 0);
  }

  static SpaceInForce with(SpaceInForce space, SourceEstimate words, long version) {
    return new SpaceInForce(
        space.space(),
        space.spaceVersion(),
        space.definition(),
        space.model(),
        space.logitScale(),
        version,
        words,
        space.plain(),
        space.gate());
  }

  static SpaceInForce promptedFor(long cells, SpaceInForce space) {
    return new SpaceInForce(
        space.space(),
        space.spaceVersion(),
        space.definition(),
        space.model(),
        space.logitScale(),
        space.words(),
        space.labelling(),
        space.plain(),
        space.gate(),
        cells);
  }

  static SpaceInForce withGate(SpaceInForce space, double... gate) {
    return new SpaceInForce(
        space.space(),
        space.spaceVersion(),
        space.definition(),
        space.model(),
        space.logitScale(),
        space.words(),
        space.labelling(),
        space.plain(),
        gate);
  }

  static SpaceInForce by(String model, SpaceInForce space) {
    return new SpaceInForce(
        space.space(),
        space.spaceVersion(),
        space.definition(),
        model,
        space.logitScale(),
        space.words(),
        space.labelling(),
        space.plain(),
        space.gate());
  }

  static SpaceInForce scaled(double logitScale, SpaceInForce space) {
    return new SpaceInForce(
        space.space(),
        space.spaceVersion(),
        space.definition(),
        space.model(),
        logitScale,
        space.words(),
        space.labelling(),
        space.plain(),
        space.gate());
  }

  static SpaceInForce none(String name, long version) {
    return new SpaceInForce(name, version, null, Items.MODEL, 0, 0, null, null, null);
  }
}
