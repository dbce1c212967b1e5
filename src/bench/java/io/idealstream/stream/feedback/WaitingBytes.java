package io.idealstream.stream.feedback;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.FeedbackArrival;
import io.idealstream.stream.HeldItem;
import io.idealstream.stream.Modality;
import io.idealstream.stream.space.CountedRocks;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Label;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/**
 * Bytes that an item takes while it waits for feedback, d = 512 and two values in one space: in
 * memory, in a checkpoint, and given to RocksDB to write.
 */
public final class WaitingBytes {

  private static final int ITEMS = 50_000;
  private static final int DIMENSION = 512;
  private static final String MODEL = "sha256:" + "0123456789abcdef".repeat(4);
  private static final FeedbackSettings SETTINGS = new FeedbackSettings(Duration.ofHours(1), ITEMS);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private WaitingBytes() {}

  private interface Make {
    HeldItem item(int number, Random random) throws Exception;
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    System.out.println("| what waits | backend | memory | checkpoint | us in | us out | written |");
    System.out.println("|---|---|---:|---:|---:|---:|---:|");
    // RocksDB first: it leaves little behind in memory
    onRocks("embedding", WaitingBytes::vector);
    onRocks("answers", WaitingBytes::answers);
    onHeap("answers", WaitingBytes::answers);
    onHeap("embedding", WaitingBytes::vector);
  }

  private static void onRocks(String what, Make make) throws Exception {
    try (CountedRocks rocks = new CountedRocks()) {
      run(make, rocks.backend(), 1000); // classes are loaded, buffers are made
      long before = rocks.written();
      double[] found = run(make, rocks.backend(), ITEMS);
      System.out.printf(
          "| %s | RocksDB | %,.0f | %,.0f | %.1f | %.1f | %,d |%n",
          what, found[0], found[1], found[2], found[3], (rocks.written() - before) / ITEMS);
    }
  }

  private static void onHeap(String what, Make make) throws Exception {
    run(make, new HashMapStateBackend(), 1000);
    double[] found = run(make, new HashMapStateBackend(), ITEMS);
    System.out.printf(
        "| %s | heap | %,.0f | %,.0f | %.1f | %.1f | |%n",
        what, found[0], found[1], found[2], found[3]);
  }

  /**
   * Of an item: bytes in memory and in a checkpoint, microseconds of the processor until it waits
   * and until it is let go as being over.
   */
  private static double[] run(Make make, StateBackend backend, int items) throws Exception {
    var join =
        new KeyedTwoInputStreamOperatorTestHarness<String, HeldItem, FeedbackArrival, Embedded>(
            new AwaitVotes(SETTINGS), HeldItem::key, FeedbackArrival::key, Types.STRING);
    join.setStateBackend(backend);
    join.setCheckpointStorage(new JobManagerCheckpointStorage(1 << 30));
    join.open();
    long before = memory();
    Random random = new Random(1);
    long in = 0;
    for (int i = 0; i < items; i++) {
      StreamRecord<HeldItem> item = new StreamRecord<>(make.item(i, random));
      long start = THREADS.getCurrentThreadCpuTime();
      join.processElement1(item);
      in += THREADS.getCurrentThreadCpuTime() - start;
    }
    double after = memory();
    double checkpoint = join.snapshot(1, 1).getStateSize();
    long start = THREADS.getCurrentThreadCpuTime();
    join.processBothWatermarks(new Watermark(Long.MAX_VALUE));
    long out = THREADS.getCurrentThreadCpuTime() - start;
    join.close();
    return new double[] {
      (after - before) / items, checkpoint / items, in / 1e3 / items, out / 1e3 / items
    };
  }

  private static long memory() {
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static HeldItem vector(int number, Random random) {
    float[] vector = new float[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      vector[j] = (float) random.nextGaussian();
    }
    List<HeldItem> kept = new ArrayList<>();
    new KeepVectors(SETTINGS)
        .flatMap(
            new Embedded(
                Modality.IMAGE,
                "item-" + number,
                "feed-" + number % 10,
                time(number),
                MODEL,
                vector,
                null,
                null),
            new ListCollector<>(kept));
    return kept.get(0);
  }

  private static HeldItem answers(int number, Random random) {
    double land = random.nextDouble();
    Label label =
        new Label(
            "item-" + number,
            "feed-" + number % 10,
            time(number),
            "birds",
            1,
            MODEL,
            1,
            Source.PROMPTS,
            Map.of(
                "bird",
                new FactorLabel(
                    "landbird",
                    land,
                    Map.of("landbird", land, "waterbird", 1 - land),
                    new RawAnswer("waterbird", land),
                    true,
                    0,
                    null)));
    return new HeldItem(
        "feed-" + number % 10 + "/item-" + number,
        time(number),
        ItemAnswers.of(List.of(label)).toBytes());
  }

  private static Instant time(int number) {
    return Instant.ofEpochMilli(1_700_000_000_000L + 20L * number);
  }
}
