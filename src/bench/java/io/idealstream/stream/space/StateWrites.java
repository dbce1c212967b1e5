package io.idealstream.stream.space;

import io.idealstream.estimate.PartialSums;
import io.idealstream.estimate.SourceEstimate;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Bytes that estimates write to RocksDB, d = 512: for each vote, and for each publication; with
 * votes summed up where they are cast, and one by one. Counted is what RocksDB is given to write,
 * before it compacts.
 */
public final class StateWrites {

  /** The first fills the cells and is not counted. */
  private static final int INTERVALS = 4;

  private static final int[] FEW_CELLS = {100, 1_000, 10_000};

  /** Enough that cells are folded before votes are counted. */
  private static final int[] MANY_CELLS = {1_000};

  private StateWrites() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(
        "| space | votes a publication | a vote, one by one | a vote, summed up"
            + " | a publication, sums | a publication, words |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    ManyCells[] spaces = {
      new ManyCells("cells", 2, 2),
      new ManyCells("cells", 16, 12),
      new ManyCells("counts", 100, 100, 100, 100, 100, 100)
    };
    for (ManyCells space : spaces) {
      for (int votes : space.space().cells() < 1_000 ? FEW_CELLS : MANY_CELLS) {
        double[] single = run(space, votes, 0);
        double[] summed = run(space, votes, 1 << 20);
        System.out.printf(
            "| %s | %,d | %,.0f | %,.0f | %,.0f | %,.0f |%n",
            space.space(), votes, single[0], summed[0], summed[1], summed[2]);
      }
    }
  }

  /** Bytes for a vote, for the owner's part of a publication, and for the publisher's. */
  private static double[] run(ManyCells cells, int votesPerInterval, int mostNumbers)
      throws Exception {
    try (CountedRocks sums = new CountedRocks();
        CountedRocks words = new CountedRocks()) {
      var pre = cells.preAggregate(mostNumbers);
      var owner = cells.owner(sums.backend());
      var publisher = cells.publisher(words.backend());
      long[] bytes = new long[3];
      for (int interval = 0; interval < INTERVALS; interval++) {
        long before = sums.written();
        for (int part = 0; part < ManyCells.PARTS; part++) {
          for (var vote : cells.votes(votesPerInterval / ManyCells.PARTS)) {
            pre.processElement(vote);
          }
          pre.prepareSnapshotPreBarrier(1);
          for (PartialSums sum : pre.extractOutputValues()) {
            owner.processElement1(new StreamRecord<>(sum));
          }
          pre.getOutput().clear();
        }
        long voted = sums.written();
        owner.setProcessingTime(owner.getProcessingTime() + ManyCells.INTERVAL.toMillis());
        long solved = sums.written();
        long unpublished = words.written();
        for (SourceEstimate estimate : List.copyOf(owner.extractOutputValues())) {
          publisher.processElement2(new StreamRecord<>(estimate));
        }
        owner.getOutput().clear();
        publisher.getOutput().clear();
        if (interval > 0) {
          bytes[0] += voted - before;
          bytes[1] += solved - voted;
          bytes[2] += words.written() - unpublished;
        }
      }
      Subtasks.end(owner);
      Subtasks.end(publisher);
      pre.close();
      double counted = INTERVALS - 1;
      return new double[] {
        bytes[0] / counted / votesPerInterval, bytes[1] / counted, bytes[2] / counted
      };
    }
  }
}
