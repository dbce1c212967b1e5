package io.idealstream.bench;

import io.idealstream.client.Isolation;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.demo.Kafka;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast a job labels pictures that lie there: labels a second, once the pace is steady. An open
 * transaction shows what was labelled so far.
 */
final class JobPace {

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /**
   * What a job did.
   *
   * @param perSecond pictures that were labelled
   * @param times of one picture
   */
  record Pace(double perSecond, JobTimes times, List<Slice> slices) {}

  /** The same of about a second. */
  record Slice(double perSecond, JobTimes times) {}

  private final BenchJob job;
  private final int pictures;
  private final int slice;
  private final Runnable between;
  private final List<Slice> slices = new ArrayList<>();

  /** Labels so far, and those before the slice. */
  private int seen;

  private int seenBefore;
  private long begun;
  private JobTimes timesBefore;

  /**
   * @param pictures that lie there
   * @param slice labels of a slice
   */
  JobPace(BenchJob job, int pictures, int slice, Runnable between) {
    this.job = job;
    this.pictures = pictures;
    this.slice = slice;
    this.between = between;
  }

  /**
   * Watches the job.
   *
   * @param warm longest that is not counted
   * @param counted how long is, and until there is a slice
   * @throws IOException in one sentence, when labels do not come
   */
  Pace of(Kafka kafka, Duration warm, Duration counted) throws IOException {
    try (Tail labels =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(Topic.LABELS)),
            Start.beginning(),
            Isolation.READ_UNCOMMITTED)) {
      look(labels);
      warm(labels, warm);
      return count(labels, counted);
    }
  }

  private void warm(Tail labels, Duration most) throws IOException {
    Steady steady = new Steady();
    long end = System.nanoTime() + most.toNanos();
    begin();
    while (System.nanoTime() < end && !isAtEnd()) {
      if (hasSlice(labels) && steady.isReachedBy(slices.get(slices.size() - 1).perSecond)) {
        break;
      }
    }
  }

  private Pace count(Tail labels, Duration time) throws IOException {
    slices.clear();
    begin();
    int from = seen;
    long start = begun;
    JobTimes before = timesBefore;
    while (!isAtEnd() && (slices.isEmpty() || System.nanoTime() - start < time.toNanos())) {
      hasSlice(labels);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (slices.isEmpty()) {
      throw new IOException(
          "the job labelled %s before it could be measured".formatted(Count.of(seen, "picture")));
    }
    return new Pace(
        (seen - from) / seconds,
        JobTimes.now().minus(before).ofEach(seen - from),
        List.copyOf(slices));
  }

  private void begin() {
    begun = System.nanoTime();
    seenBefore = seen;
    timesBefore = JobTimes.now();
  }

  /** The last pictures wait for company. */
  private boolean isAtEnd() {
    return seen > pictures - slice;
  }

  /** Reads on; whether a slice has ended. */
  private boolean hasSlice(Tail labels) throws IOException {
    look(labels);
    if (seen - seenBefore < slice) {
      return false;
    }
    int labelled = seen - seenBefore;
    slices.add(
        new Slice(
            labelled * 1e9 / (System.nanoTime() - begun),
            JobTimes.now().minus(timesBefore).ofEach(labelled)));
    begin();
    return true;
  }

  /** Waits for labels. */
  private void look(Tail labels) throws IOException {
    long start = System.nanoTime();
    int more = 0;
    while (more == 0) {
      between.run();
      if (job.hasEnded()) {
        throw new IOException("the job has ended after " + Count.of(seen, "label"));
      }
      if (System.nanoTime() - start > SILENCE.toNanos()) {
        throw new IOException(
            "no label came for %d s, after %d".formatted(SILENCE.toSeconds(), seen));
      }
      more = labels.next(LOOK).size();
    }
    seen += more;
  }
}
