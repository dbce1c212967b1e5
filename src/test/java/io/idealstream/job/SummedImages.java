package io.idealstream.job;

import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Images that bring vectors of the bundled model's size: a centre, a part of each value, noise. */
final class SummedImages {
  private static final int DIMENSION = 256;
  private static final double NOISE = 0.02;

  private final Random random;

  /** Row-major [1 + values x dimension]: the centre, then the values of all factors. */
  private final double[][] parts;

  private final String model;
  private int sent;

  /**
   * @param values of all factors together
   */
  SummedImages(long seed, int values) {
    random = new Random(seed);
    parts =
        IntStream.range(0, 1 + values)
            .mapToObj(row -> random.doubles(DIMENSION, -1, 1).map(x -> x / 16).toArray())
            .toArray(double[][]::new);
    try (ClipModel clip = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      model = clip.description().fingerprint();
    }
  }

  /** Images made so far. */
  int sent() {
    return sent;
  }

  /**
   * The next image.
   *
   * @param told what it says of itself; null for nothing
   * @param shown its values, by number over all factors
   */
  Outgoing image(Map<String, List<String>> told, int... shown) {
    float[] vector = new float[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      double sum = parts[0][j];
      for (int value : shown) {
        sum += parts[1 + value][j];
      }
      vector[j] = (float) (sum + NOISE * random.nextGaussian());
    }
    return Topic.IMAGES.message(
        new ImageItem(
            "i-" + sent++,
            "feed",
            MixedFeed.START.plusMillis(sent),
            null,
            vector,
            model,
            null,
            told),
        Encoding.JSON);
  }
}
