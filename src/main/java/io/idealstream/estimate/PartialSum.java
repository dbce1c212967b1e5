package io.idealstream.estimate;

import io.idealstream.math.Anchor;
import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.math.VectorSum;
import io.idealstream.wire.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Votes of one kind, summed per cell. Mutable; whoever made it owns it. */
public final class PartialSum {

  /**
   * What votes must share to be summed up.
   *
   * @param slice beginning of the slice of event time that their times lie in
   */
  public record Kind(
      String space,
      long version,
      String feed,
      Source source,
      String model,
      long halfLifeMillis,
      long slice) {

    public static Kind of(Observation vote, long slice) {
      return new Kind(
          vote.space(),
          vote.spaceVersion(),
          vote.feed(),
          vote.source(),
          vote.model(),
          vote.halfLifeMillis(),
          slice);
    }
  }

  private final Kind kind;
  private final ForwardDecay decay;
  private final Map<String, Decayed<VectorSum>> cells = new TreeMap<>();
  private long newest = Long.MIN_VALUE;

  public PartialSum(Kind kind) {
    this.kind = kind;
    decay = Forgetting.by(kind.halfLifeMillis);
  }

  /**
   * Adds a vote; gives whether it counts: one of long before the others is forgotten already.
   *
   * @param time that it counts as of, in milliseconds since 1970
   */
  public boolean add(Observation vote, long time) {
    String name = CellName.of(vote.values());
    Decayed<VectorSum> known = cells.get(name);
    Decayed<VectorSum> cell =
        known == null ? Forgetting.nothing(decay, vote.vector().length, time) : known;
    double weight = cell.weightAt(time);
    if (weight == 0) {
      return false;
    }
    cell.sums().add(vote.vector(), weight);
    cells.putIfAbsent(name, cell);
    newest = Math.max(newest, time);
    return true;
  }

  /** Numbers that its sums hold. */
  public int numbers() {
    return cells.isEmpty()
        ? 0
        : cells.size() * (VectorSum.HEADER + cells.values().iterator().next().sums().dimension());
  }

  /** All its sums, under the landmark of the latest. */
  public PartialSums toEvent() {
    long landmark = cells.values().stream().mapToLong(Decayed::landmark).max().orElseThrow();
    List<String> names = new ArrayList<>();
    double[] sums = new double[numbers()];
    int at = 0;
    for (Map.Entry<String, Decayed<VectorSum>> cell : cells.entrySet()) {
      cell.getValue().moveTo(landmark);
      double[] numbers = cell.getValue().sums().toArray();
      System.arraycopy(numbers, 0, sums, at, numbers.length);
      at += numbers.length;
      names.add(cell.getKey());
    }
    return new PartialSums(
        kind.space,
        kind.version,
        kind.feed,
        kind.source,
        kind.model,
        kind.halfLifeMillis,
        kind.slice,
        landmark,
        Instant.ofEpochMilli(newest),
        names.toArray(String[]::new),
        sums);
  }

  /** Sums by cell that an event brings. */
  public static Map<String, Decayed<VectorSum>> cells(PartialSums event) {
    ForwardDecay decay = Forgetting.by(event.halfLifeMillis());
    Map<String, Decayed<VectorSum>> cells = new TreeMap<>();
    int length = event.sums().length / event.cells().length;
    for (int z = 0; z < event.cells().length; z++) {
      double[] numbers = Arrays.copyOfRange(event.sums(), z * length, (z + 1) * length);
      Anchor anchor = Anchor.origin(length - VectorSum.HEADER);
      cells.put(
          event.cells()[z],
          new Decayed<>(decay, VectorSum.fromArray(anchor, numbers), event.landmark()));
    }
    return cells;
  }
}
