package io.idealstream.stream.inforce;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Items for tests. */
public final class Items {

  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  public static final String MODEL = "sha256:model";

  private Items() {}

  public static Embedded image(String id, float... vector) {
    return image(id, MODEL, vector);
  }

  public static Embedded image(String id, String model, float... vector) {
    return new Embedded(
        Modality.IMAGE, id, "cam-1", NOON, model, vector, "a bird", Map.of("bird", List.of("owl")));
  }

  public static Embedded image(String id, String feed, Instant time, float... vector) {
    return new Embedded(Modality.IMAGE, id, feed, time, MODEL, vector, null, null);
  }

  public static Embedded caption(String id, float... vector) {
    return new Embedded(Modality.CAPTION, id, "cam-1", NOON, MODEL, vector, "a bird", null);
  }

  public static float[] unit(Random random, int dimension) {
    double[] raw = random.doubles(dimension, -1, 1).toArray();
    double squares = 0;
    for (double x : raw) {
      squares += x * x;
    }
    float[] unit = new float[dimension];
    for (int j = 0; j < dimension; j++) {
      unit[j] = (float) (raw[j] / Math.sqrt(squares));
    }
    return unit;
  }
}
