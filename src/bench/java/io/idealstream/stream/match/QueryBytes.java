package io.idealstream.stream.match;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.model.onnx.OnnxMatrixProduct;
import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.embed.BatchSettings;
import io.idealstream.stream.inforce.Acknowledge;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.stream.space.CountedRocks;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/**
 * What 100,000 standing queries take in all operators that hold something of them, d = 512, with
 * state in RocksDB and on the heap: {@code prepare-queries}, {@code match} and {@code acknowledge},
 * each with all its subtasks in this process. What RocksDB itself takes outside of Java's heap is
 * not in it; a job bounds it.
 */
public final class QueryBytes {

  private static final int QUERIES = 100_000;
  private static final int DIMENSION = 512;
  private static final int GROUPS = 720;
  private static final String MODEL = "sha256:" + "0123456789abcdef".repeat(4);

  private final List<
          KeyedTwoInputStreamOperatorTestHarness<String, QueryArrival, NamedVectors, QueryInForce>>
      preparing = new ArrayList<>();
  private final List<KeyedTwoInputStreamOperatorTestHarness<String, QueryInForce, Embedded, Hit>>
      matching = new ArrayList<>();
  private final List<KeyedOneInputStreamOperatorTestHarness<String, Acknowledgement, Status>>
      acknowledging = new ArrayList<>();
  private final int parallelism;

  private QueryBytes(int parallelism, Supplier<StateBackend> backend) throws Exception {
    this.parallelism = parallelism;
    for (int subtask = 0; subtask < parallelism; subtask++) {
      preparing.add(
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new PrepareQueries(Texts::new),
              QueryArrival::id,
              null,
              Types.STRING,
              GROUPS,
              parallelism,
              subtask));
      matching.add(
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new MatchQueries(
                  OnnxMatrixProduct::open,
                  new MatchSettings(
                      new WaitingSettings(Set.of(), 1),
                      new BatchSettings(32, Duration.ofMillis(20), 1),
                      0)),
              QueryInForce::id,
              null,
              Types.STRING,
              GROUPS,
              parallelism,
              subtask));
      acknowledging.add(
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new Acknowledge()),
              Acknowledge.KEY,
              Types.STRING,
              GROUPS,
              parallelism,
              subtask));
      open(preparing.get(subtask), backend.get());
      open(matching.get(subtask), backend.get());
      open(acknowledging.get(subtask), backend.get());
    }
  }

  private static void open(AbstractStreamOperatorTestHarness<?> operator, StateBackend backend)
      throws Exception {
    operator.setStateBackend(backend);
    operator.setCheckpointStorage(new JobManagerCheckpointStorage(1 << 30));
    operator.open();
  }

  /** Takes the number of subtasks; without a number, one. */
  public static void main(String[] arguments) throws Exception {
    boolean given = arguments.length > 0 && arguments[0].matches("[0-9]+");
    System.out.println(
        "| state | subtasks | heap | direct | together, bytes | a query | checkpoint of match |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|");
    int parallelism = given ? Integer.parseInt(arguments[0]) : 1;
    try (CountedRocks rocks = new CountedRocks()) {
      measure("RocksDB", parallelism, rocks::backend);
    }
    measure("heap", parallelism, HashMapStateBackend::new);
  }

  private static void measure(String state, int parallelism, Supplier<StateBackend> backend)
      throws Exception {
    new QueryBytes(1, backend).send(0, 100); // classes are loaded
    QueryBytes job = new QueryBytes(parallelism, backend);
    long heap = heap();
    long direct = direct();
    job.send(0, QUERIES);
    long heapMore = heap() - heap;
    long directMore = direct() - direct;
    long checkpoint = 0;
    for (var task : job.matching) {
      checkpoint += task.snapshot(1, 1).getStateSize();
    }
    System.out.printf(
        "| %s | %d | %,d | %,d | %,d | %,d | %,d |%n",
        state,
        parallelism,
        heapMore,
        directMore,
        heapMore + directMore,
        (heapMore + directMore) / QUERIES,
        checkpoint / QUERIES);
    job.acknowledging.clear(); // until here all of it is held
  }

  private void send(int from, int to) throws Exception {
    for (int q = from; q < to; q++) {
      String id = "query-" + q;
      int subtask = of(id);
      preparing
          .get(subtask)
          .processElement1(new StreamRecord<>(new QueryArrival(id, query(id), null)));
      for (QueryInForce change : preparing.get(subtask).extractOutputValues()) {
        matching.get(subtask).processElement1(new StreamRecord<>(change));
      }
      preparing.get(subtask).getOutput().clear();
      var said = matching.get(subtask).getSideOutput(MatchQueries.ACKNOWLEDGEMENTS);
      while (!said.isEmpty()) {
        Acknowledgement word = said.remove().getValue();
        acknowledging.get(of(Acknowledge.KEY.getKey(word))).processElement(word, 0);
      }
      acknowledging.forEach(task -> task.getOutput().clear());
    }
  }

  private int of(String key) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(key, GROUPS, parallelism);
  }

  private static Query query(String id) {
    return new Query(
        id,
        "a photo of a person with a yellow bag, number " + id,
        null,
        null,
        0.3,
        null,
        null,
        List.of("camera-1", "camera-2"),
        null,
        null,
        null,
        null,
        null);
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(100); // direct buffers go when the collector has found that nobody has them
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static final class Texts implements TextEmbedding {
    private final Random random = new Random(1);

    @Override
    public String fingerprint() {
      return MODEL;
    }

    @Override
    public int dimension() {
      return DIMENSION;
    }

    @Override
    public double logitScale() {
      return 100;
    }

    @Override
    public List<Outcome> embed(List<String> texts) {
      return texts.stream().map(text -> (Outcome) new Outcome.Vector(unit())).toList();
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

    @Override
    public void close() {}
  }
}
