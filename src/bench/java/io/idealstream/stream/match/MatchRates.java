package io.idealstream.stream.match;

import io.idealstream.math.MatrixProduct;
import io.idealstream.model.onnx.OnnxMatrixProduct;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.QueryInForce;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Query;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.state.KeyGroupRange;

/**
 * Images a second that one core holds against standing queries, d = 512, batches of 32, and the
 * share of that in a plain matrix product of the same shape: one product of all queries, nothing
 * looked at. Both take turns on one thread; counted is its own time on the processor, lower
 * quartile of the turns.
 */
public final class MatchRates {

  private static final int DIMENSION = 512;
  private static final int BATCH = 32;

  /** Unlike batches. */
  private static final int BATCHES = 64;

  private static final int TURNS = 24;
  private static final int WARM = 6;

  /** Products of a turn: as many as make it long against the clock. */
  private static final int PRODUCTS = 400_000;

  /** Queries of the best of a window of event time, in milliseconds. */
  private static final int BEST = 10;

  private static final long WINDOW = 10_000;

  /** The least of a window that a turn has to see, as a divisor. */
  private static final int WINDOWS_A_TURN = 6;

  private static final String MODEL = "sha256:" + "0123456789abcdef".repeat(4);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int count;
  private final int k;
  private final int perWindow;
  private long clock = 1_700_000_000_000L;
  private final Random random = new Random(1);
  private final List<List<DueItem>> batches = new ArrayList<>();
  private int next;
  private long hits;

  private MatchRates(int count, int k, int perWindow) {
    this.k = k;
    this.perWindow = perWindow;
    this.count = count;
    KeyGroupRange all = KeyGroupRange.of(0, 719);
    for (int b = 0; b < BATCHES; b++) {
      List<DueItem> items = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        Instant time = Instant.ofEpochSecond(1_700_000_000L + i);
        items.add(
            new DueItem(
                new Embedded(Modality.IMAGE, "i-" + i, "cam", time, MODEL, unit(), null, null),
                all));
      }
      batches.add(items);
    }
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    System.out.println("| queries | images/s | plain product | share | hits an image |");
    System.out.println("|---:|---:|---:|---:|---:|");
    for (int count : new int[] {100, 1_000, 10_000, 100_000}) {
      new MatchRates(count, 0, 0).run(0.15, "");
    }
    System.out.println();
    System.out.println(
        "| images a window | queries | images/s | plain product | share | hits an image |");
    System.out.println("|---:|---:|---:|---:|---:|---:|");
    for (int perWindow : new int[] {200, 1_000, 10_000}) {
      for (int count : new int[] {1_000, 10_000}) {
        new MatchRates(count, BEST, perWindow).run(0, String.format("| %,d ", perWindow));
      }
    }
  }

  private void run(double threshold, String firstCell) {
    int rounds = Math.max(1, Math.max(PRODUCTS / count, perWindow / WINDOWS_A_TURN) / BATCH);
    double[] ours = new double[TURNS];
    double[] plain = new double[TURNS];
    try (Shard shard = shard(threshold);
        OnnxMatrixProduct product = OnnxMatrixProduct.open()) {
      FloatBuffer queries = direct(count * DIMENSION);
      for (int j = 0; j < queries.capacity(); j++) {
        queries.put(j, (float) (random.nextGaussian() / Math.sqrt(DIMENSION)));
      }
      FloatBuffer batch = direct(BATCH * DIMENSION);
      for (int i = 0; i < BATCH; i++) {
        batch.put(i * DIMENSION, batches.get(0).get(i).item().vector());
      }
      FloatBuffer scores = direct(count * BATCH);
      var shape = new MatrixProduct.Shape(count, BATCH, DIMENSION);
      Counter counter = new Counter();
      for (int turn = 0; turn < TURNS; turn++) {
        if (turn == WARM) {
          hits = 0;
        }
        ours[turn] = nanos(rounds, () -> step(shard, counter));
        plain[turn] = nanos(rounds, () -> product.multiply(shape, queries, batch, scores));
      }
    }
    double own = quartile(ours);
    double bare = quartile(plain);
    System.out.printf(
        firstCell + "| %,d | %,.0f | %,.0f | %.2f | %.2f |%n",
        count,
        BATCH * 1e9 / own,
        BATCH * 1e9 / bare,
        bare / own,
        hits / (double) ((TURNS - WARM) * rounds * BATCH));
  }

  /** Items of today where there are windows: each is later than the one before. */
  private void step(Shard shard, Counter counter) {
    List<DueItem> items = batches.get(next++ % BATCHES);
    if (k == 0) {
      shard.answer(items, counter);
      return;
    }
    List<DueItem> now = new ArrayList<>(BATCH);
    for (DueItem due : items) {
      clock += WINDOW / perWindow;
      Embedded item = due.item();
      now.add(
          new DueItem(
              new Embedded(
                  Modality.IMAGE,
                  item.id() + clock,
                  "cam",
                  Instant.ofEpochMilli(clock),
                  MODEL,
                  item.vector(),
                  null,
                  null),
              due.groups()));
    }
    shard.answer(now, counter);
    hits += shard.pass(clock - 1).size();
    shard.windows().changed();
  }

  private Shard shard(double threshold) {
    Shard shard =
        new Shard(
            OnnxMatrixProduct.open(),
            new Shard.Surroundings() {
              @Override
              public boolean concerns(DueItem due, String query) {
                return true;
              }

              @Override
              public boolean concernsAll(DueItem due) {
                return true;
              }

              @Override
              public long furthest() {
                return Long.MIN_VALUE;
              }

              @Override
              public long reached(String query) {
                return Long.MIN_VALUE;
              }
            },
            0);
    for (int q = 0; q < count; q++) {
      String id = "q-" + q;
      Query query =
          new Query(
              id,
              "any",
              null,
              null,
              k == 0 ? threshold : null,
              k == 0 ? null : k,
              k == 0 ? null : Duration.ofMillis(WINDOW),
              null,
              null,
              null,
              null,
              null,
              null);
      QueryInForce change = QueryInForce.ofTexts(id, 1, query, MODEL, unit());
      shard.put(id, 1, () -> ShardState.of(change));
    }
    return shard;
  }

  private static double nanos(int rounds, Runnable work) {
    long before = THREADS.getCurrentThreadCpuTime();
    for (int round = 0; round < rounds; round++) {
      work.run();
    }
    return (THREADS.getCurrentThreadCpuTime() - before) / (double) rounds;
  }

  /** The first turns warm up. */
  private static double quartile(double[] turns) {
    double[] sorted = Arrays.copyOfRange(turns, WARM, TURNS);
    Arrays.sort(sorted);
    return sorted[sorted.length / 4];
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
    return ByteBuffer.allocateDirect(4 * numbers).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private final class Counter implements Shard.Outlet {
    @Override
    public void hit(Hit hit) {
      hits++;
    }

    @Override
    public void failed(String query, long version, String why) {
      throw new IllegalStateException(query + ": " + why);
    }

    @Override
    public void repeated() {
      throw new IllegalStateException("no query asks for it");
    }

    @Override
    public void late(Hit hit) {
      throw new IllegalStateException("no time passes");
    }
  }
}
