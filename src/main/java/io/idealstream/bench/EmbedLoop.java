package io.idealstream.bench;

import io.idealstream.demo.feed.Samples;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A plain loop on this thread: decodes and embeds the sample pictures in batches, nothing else. */
final class EmbedLoop {

  /** The job's own default. */
  private static final int BATCH = 32;

  private static final Duration SLICE = Duration.ofMillis(500);

  /**
   * How fast it went.
   *
   * @param perSecond pictures, by the clock
   * @param micros on the processor, of one picture
   */
  record Pace(double perSecond, double micros) {}

  private final ClipModel model;
  private final Samples samples;
  private final Runnable between;
  private int next;

  /**
   * @param between is called before every batch, and may throw to end the loop
   */
  EmbedLoop(ClipModel model, Samples samples, Runnable between) {
    this.model = model;
    this.samples = samples;
    this.between = between;
  }

  /** Runs until the pace is steady, or a time is over. */
  void warm(Duration most) {
    Steady steady = new Steady();
    long end = System.nanoTime() + most.toNanos();
    boolean reached = false;
    while (!reached && System.nanoTime() < end) {
      reached = steady.isReachedBy(run(SLICE).perSecond);
    }
  }

  /** Runs for a time, and at least one batch. */
  Pace run(Duration time) {
    long start = System.nanoTime();
    long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    int embedded = 0;
    do {
      between.run();
      embedded += batch();
    } while (System.nanoTime() - start < time.toNanos());
    long nanos = System.nanoTime() - start;
    busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy;
    return new Pace(embedded * 1e9 / nanos, busy / 1e3 / embedded);
  }

  private int batch() {
    List<byte[]> pictures = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      pictures.add(samples.picture(next++ % samples.size()));
    }
    for (Embedding embedding : model.embedImages(pictures)) {
      if (embedding instanceof Embedding.Rejected rejected) {
        throw new IllegalStateException("a sample picture is refused: " + rejected.detail());
      }
    }
    return pictures.size();
  }
}
