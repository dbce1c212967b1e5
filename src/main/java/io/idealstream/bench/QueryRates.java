package io.idealstream.bench;

import io.idealstream.math.MatrixProduct;
import io.idealstream.model.onnx.OnnxMatrixProduct;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.match.BareShard;
import io.idealstream.wire.Query;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Images a second that one core holds against standing queries, in batches, beside a plain product
 * of the same matrices: one product of all queries, nothing looked at. Vectors are random.
 */
public final class QueryRates {

  private static final int DIMENSION = 512;
  private static final int BATCH = 32;

  /** Unlike batches. */
  private static final int BATCHES = 64;

  private static final double THRESHOLD = 0.15;
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final String MODEL = "sha256:" + "0123456789abcdef".repeat(4);
  private static final Instant START = Instant.ofEpochSecond(1_700_000_000L);

  /**
   * What came out.
   *
   * @param turns nanoseconds an image
   * @param hits an image
   */
  public record Outcome(Turns turns, double hits) {

    /** Images a second. */
    public double rate() {
      return 1e9 / turns.ours().lower();
    }

    /** Images a second by the product alone. */
    public double plainRate() {
      return 1e9 / turns.plain().lower();
    }

    /** The rate as a share of the product's. */
    public double share() {
      return 1 / turns.ratios().middle();
    }
  }

  private final QueryLoad load;
  private final Random random = new Random(1);
  private final List<float[]> vectors = new ArrayList<>();
  private Instant now = START;
  private long images;

  private QueryRates(QueryLoad load) {
    this.load = load;
    for (int i = 0; i < BATCHES * BATCH; i++) {
      vectors.add(unit());
    }
  }

  /**
   * Measures a load.
   *
   * @param between is called before every turn, and may throw to end them
   */
  public static Outcome of(QueryLoad load, Turns.Length length, Runnable between) {
    return new QueryRates(load).outcome(length, between);
  }

  static Measurement measure(QueryLoad load, Turns.Length length, Runnable between) {
    Outcome outcome = of(load, length, between);
    return new Measurement(
        load.text(),
        outcome.rate(),
        "images/s",
        Better.HIGHER,
        outcome.share(),
        "a bare matrix product",
        outcome.turns().ratios().spread());
  }

  private Outcome outcome(Turns.Length length, Runnable between) {
    List<QueryInForce> queries = queries();
    try (BareShard shard = BareShard.of(OnnxMatrixProduct.open(), queries);
        OnnxMatrixProduct product = OnnxMatrixProduct.open()) {
      FloatBuffer rows = direct(load.queries() * DIMENSION);
      for (int q = 0; q < queries.size(); q++) {
        rows.put(q * DIMENSION, queries.get(q).vector());
      }
      FloatBuffer batch = direct(BATCH * DIMENSION);
      for (int i = 0; i < BATCH; i++) {
        batch.put(i * DIMENSION, vectors.get(i));
      }
      FloatBuffer scores = direct(load.queries() * BATCH);
      var shape = new MatrixProduct.Shape(load.queries(), BATCH, DIMENSION);
      int batches = Math.max(1, (load.perWindow() + BATCH - 1) / BATCH);
      Turns turns =
          Turns.take(
              new Turns.Work(batches * BATCH, () -> answer(shard, batches)),
              new Turns.Work(BATCH, () -> product.multiply(shape, rows, batch, scores)),
              length,
              between);
      return new Outcome(turns, shard.hits() / (double) images);
    }
  }

  /** A step is a window, as its beginning is dearer than its end. */
  private void answer(BareShard shard, int batches) {
    for (int b = 0; b < batches; b++) {
      List<Embedded> items = new ArrayList<>(BATCH);
      for (int i = 0; i < BATCH; i++) {
        items.add(image());
      }
      shard.answer(items);
      if (load.best() > 0) {
        shard.pass(now.toEpochMilli() - 1);
      }
    }
  }

  /** Each is later than the one before, so that windows end. */
  private Embedded image() {
    if (load.best() > 0) {
      now = now.plus(WINDOW.dividedBy(load.perWindow()));
    }
    float[] vector = vectors.get((int) (images++ % vectors.size()));
    return new Embedded(Modality.IMAGE, "i-" + images, "cam", now, MODEL, vector, null, null);
  }

  private List<QueryInForce> queries() {
    boolean best = load.best() > 0;
    List<QueryInForce> queries = new ArrayList<>(load.queries());
    for (int q = 0; q < load.queries(); q++) {
      String id = "q-" + q;
      Query query =
          new Query(
              id,
              "any",
              null,
              null,
              best ? null : (Double) THRESHOLD,
              best ? (Integer) load.best() : null,
              best ? WINDOW : null,
              null,
              null,
              null,
              null,
              null,
              null);
      queries.add(QueryInForce.ofTexts(id, 1, query, MODEL, unit()));
    }
    return queries;
  }

  private float[] unit() {
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int j = 0; j < DIMENSION; j++) {
      vector[j] = (float) random.nextGaussian();
      squares += (double) vector[j] * vector[j];
    }
    for (int j = 0; j < DIMENSION; j++) {
      vector[j] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private static FloatBuffer direct(int numbers) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(4, numbers))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
