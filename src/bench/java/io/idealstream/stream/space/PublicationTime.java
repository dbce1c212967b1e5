package io.idealstream.stream.space;

import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PartialSums;
import io.idealstream.estimate.SourceEstimate;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Where the time of a publication goes, d = 512: adding its votes up where they are cast, adding
 * them to the sums of their owner, solving with scores, publishing. Milliseconds of the thread on
 * the processor, the least of a few publications.
 */
public final class PublicationTime {

  private static final int VOTES = 10_000;
  private static final int PUBLICATIONS = 3;
  private static final int STEPS = 4;

  private PublicationTime() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(
        "| space | weighting | state | votes | summed up | added | solved | published |");
    System.out.println("|---|---|---|---:|---:|---:|---:|---:|");
    time("cells", 2, 2);
    time("cells", 16, 12);
    time("cells", 100, 100, 100, 100, 100, 100);
    time("counts", 100, 100, 100, 100, 100, 100);
  }

  private static void time(String weighting, int... sizes) throws Exception {
    ManyCells cells = new ManyCells(weighting, sizes);
    print(cells, weighting, "heap", run(cells, new HashMapStateBackend()));
    try (CountedRocks sums = new CountedRocks()) {
      print(cells, weighting, "RocksDB", run(cells, sums.backend()));
    }
  }

  private static void print(ManyCells cells, String weighting, String state, long[] nanos) {
    System.out.printf(
        "| %s | `%s` | %s | %,d | %,.0f | %,.0f | %,.0f | %,.0f |%n",
        cells.space(),
        weighting,
        state,
        VOTES,
        nanos[0] / 1e6,
        nanos[1] / 1e6,
        nanos[2] / 1e6,
        nanos[3] / 1e6);
  }

  private static long[] run(ManyCells cells, StateBackend backend) throws Exception {
    var pre = cells.preAggregate(1 << 20);
    var owner = cells.owner(backend);
    var publisher = cells.publisher(new HashMapStateBackend());
    long[] least = new long[STEPS];
    Arrays.fill(least, Long.MAX_VALUE);
    for (int publication = 0; publication < PUBLICATIONS; publication++) {
      long[] spent = new long[STEPS];
      for (int part = 0; part < ManyCells.PARTS; part++) {
        List<StreamRecord<Observation>> votes = cells.votes(VOTES / ManyCells.PARTS);
        long start = now();
        for (var vote : votes) {
          pre.processElement(vote);
        }
        pre.prepareSnapshotPreBarrier(1);
        long summed = now();
        for (PartialSums sum : pre.extractOutputValues()) {
          owner.processElement1(new StreamRecord<>(sum));
        }
        pre.getOutput().clear();
        spent[0] += summed - start;
        spent[1] += now() - summed;
      }
      long start = now();
      owner.setProcessingTime(owner.getProcessingTime() + ManyCells.INTERVAL.toMillis());
      long solved = now();
      for (SourceEstimate estimate : List.copyOf(owner.extractOutputValues())) {
        publisher.processElement2(new StreamRecord<>(estimate));
      }
      spent[2] = solved - start;
      spent[3] = now() - solved;
      owner.getOutput().clear();
      publisher.getOutput().clear();
      for (int step = 0; step < STEPS; step++) {
        least[step] = Math.min(least[step], spent[step]);
      }
    }
    Subtasks.end(owner);
    Subtasks.end(publisher);
    pre.close();
    return least;
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
