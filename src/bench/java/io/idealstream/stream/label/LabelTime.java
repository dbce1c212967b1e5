package io.idealstream.stream.label;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.decide.Labelled;
import io.idealstream.stream.feedback.ItemAnswers;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Label;
import io.idealstream.wire.Source;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What one image costs in many spaces, d = 512: two label factors of three and two values, a
 * spurious one and a gate of two texts in each. Microseconds of the thread on the processor, the
 * least of the turns.
 */
public final class LabelTime {

  private static final int DIMENSION = 512;
  private static final int ROWS = 8;
  private static final int IMAGES = 60;
  private static final int TURNS = 25;
  private static final String MODEL = "sha256:model";
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static final String FILE =
      """
      space: %s
      gate: {against: ["a photo", "a picture"]}
      templates: ["a photo of a {bird} {place} {time}"]
      plain: {bird: ["a photo of a {bird}"], time: ["a photo {time}"]}
      factors:
        bird: {role: label, values: {landbird: ["landbird"], waterbird: ["waterbird"], owl: ["owl"]}}
        place: {role: spurious, values: {land: ["on land"], water: ["on water"]}}
        time: {role: label, values: {day: ["by day"], night: ["by night"]}}
      """;

  private LabelTime() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    System.out.println(
        "| spaces | labels | for policies | for feedback | JSON | Avro | all, JSON |");
    System.out.println("|---:|---:|---:|---:|---:|---:|---:|");
    for (int spaces : new int[] {1, 10, 100}) {
      time(spaces);
    }
  }

  private static void time(int number) {
    Random random = new Random(1);
    HeldSpaces spaces = new HeldSpaces();
    for (int n = 0; n < number; n++) {
      spaces.put(space("birds-" + n, random));
    }
    List<Embedded> images = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      images.add(
          new Embedded(
              Modality.IMAGE, "image-" + i, "cam-1", NOON, MODEL, unit(random), null, null));
    }
    double[] least = new double[5];
    Arrays.fill(least, Double.MAX_VALUE);
    long bytes = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      long[] spent = new long[least.length];
      for (Embedded image : images) {
        long start = now();
        List<Label> labels = new ArrayList<>();
        spaces.answer(image, labels::add);
        long labelled = now();
        bytes += Labelled.part(image, labels).content().length;
        long parted = now();
        bytes += ItemAnswers.of(labels).toBytes().length;
        long kept = now();
        for (Label label : labels) {
          bytes += Topic.LABELS.message(label, Encoding.JSON).value().length;
        }
        long json = now();
        for (Label label : labels) {
          bytes += Topic.LABELS.message(label, Encoding.AVRO).value().length;
        }
        long avro = now();
        spent[0] += labelled - start;
        spent[1] += parted - labelled;
        spent[2] += kept - parted;
        spent[3] += json - kept;
        spent[4] += avro - json;
      }
      for (int part = 0; part < least.length; part++) {
        least[part] = Math.min(least[part], spent[part] / 1e3 / IMAGES);
      }
    }
    if (bytes == 0) {
      throw new IllegalStateException("nothing was written");
    }
    System.out.printf(
        Locale.ROOT,
        "| %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
        number,
        least[0],
        least[1],
        least[2],
        least[3],
        least[4],
        least[0] + least[1] + least[2] + least[3]);
  }

  private static SpaceInForce space(String name, Random random) {
    boolean[] determined = new boolean[ROWS];
    Arrays.fill(determined, true);
    double[] support = random.doubles(ROWS, 0, 9).toArray();
    SourceEstimate words =
        new SourceEstimate(
            name,
            "*",
            Source.PROMPTS,
            MODEL,
            1,
            numbers(ROWS, random),
            determined,
            support,
            support,
            5,
            0.5,
            NOON);
    byte[] file = FILE.formatted(name).getBytes(UTF_8);
    byte[] definition = Topic.SPACES.encode(SpaceFile.read(name + ".yaml", file), Encoding.JSON);
    return new SpaceInForce(
        name, 1, definition, MODEL, 10, 1, words, numbers(5, random), numbers(2, random));
  }

  private static double[] numbers(int rows, Random random) {
    double[] numbers = new double[rows * DIMENSION];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = random.nextGaussian() / Math.sqrt(DIMENSION);
    }
    return numbers;
  }

  private static float[] unit(Random random) {
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int j = 0; j < vector.length; j++) {
      vector[j] = (float) random.nextGaussian();
      squares += vector[j] * vector[j];
    }
    for (int j = 0; j < vector.length; j++) {
      vector[j] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
