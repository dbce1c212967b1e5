package io.idealstream.stream.space;

import io.idealstream.estimate.CellState;
import io.idealstream.estimate.Marginals;
import io.idealstream.estimate.SpanningCells;
import io.idealstream.estimate.history.Fate;
import io.idealstream.estimate.history.Fates;
import io.idealstream.estimate.history.HistoryGrid;
import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.math.VectorSum;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * The sums of the current key once more, apart by slices of event time, and what each slice holds.
 *
 * <p>A slice holds what the sums over all time do: cells, or marginals and spanning cells. Slices
 * merge as they get older. Beyond a bound the longest are given up sooner.
 */
final class SlicedSums {

  static final MapStateDescriptor<String, byte[]> SUMS =
      new MapStateDescriptor<>(
          "sums-by-slice", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  static final MapStateDescriptor<Long, byte[]> SLICES =
      new MapStateDescriptor<>(
          "slices", LongSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  static final ValueStateDescriptor<Integer> APART =
      new ValueStateDescriptor<>("sums-apart", IntSerializer.INSTANCE);
  static final ValueStateDescriptor<Long> REACH =
      new ValueStateDescriptor<>("history-reach", LongSerializer.INSTANCE);

  private static final int LAYOUT = 1;
  private static final int DIGITS = 16;

  /** Everything is of one slice. */
  private static final int NOTHING_APART = -1;

  /**
   * What a slice holds.
   *
   * @param newest time of its latest event
   * @param events how many came, whatever they weigh
   */
  record Slice(long newest, long events) {

    Slice and(Slice other) {
      return new Slice(Math.max(newest, other.newest), events + other.events);
    }

    private byte[] toBytes() {
      return new FlatWriter(LAYOUT).number(newest).number(events).toBytes();
    }

    private static Slice of(byte[] state) {
      FlatReader in = new FlatReader("slice", LAYOUT, state);
      return new Slice(in.number(), in.number());
    }
  }

  private final HistoryGrid grid;
  private final int mostApart;
  private final MapState<String, byte[]> sums;
  private final MapState<Long, byte[]> slices;
  private final ValueState<Integer> apart;
  private final ValueState<Long> reach;

  /**
   * @param mostApart sums of one estimate that are kept beside those of the oldest slice
   */
  SlicedSums(RuntimeContext context, HistoryGrid grid, int mostApart) {
    this.grid = grid;
    this.mostApart = mostApart;
    sums = context.getMapState(SUMS);
    slices = context.getMapState(SLICES);
    apart = context.getState(APART);
    reach = context.getState(REACH);
  }

  /**
   * Adds sums of one of the shortest slices.
   *
   * @param parts by name; left as they are
   * @param time beginning of that slice
   * @param latest time of the latest event of all
   */
  void add(
      Map<String, Decayed<VectorSum>> parts,
      long time,
      Slice part,
      Fates fates,
      long latest,
      ForwardDecay decay)
      throws Exception {
    if (fates.isGone(grid, time, latest)) {
      return;
    }
    long start = fates.slice(grid, time, latest);
    note(start, part);
    int fresh = 0;
    for (Map.Entry<String, Decayed<VectorSum>> each : parts.entrySet()) {
      Decayed<VectorSum> sum = each.getValue();
      fresh += merge(key(start, each.getKey()), sum.with(sum.sums().copy()), decay);
    }
    count(start, fresh);
    if (apart() > mostApart) {
      merge(fates, latest, decay);
    }
  }

  private void note(long start, Slice more) throws Exception {
    byte[] before = slices.get(start);
    slices.put(start, (before == null ? more : more.and(Slice.of(before))).toBytes());
  }

  /** Gives 1 where there was no such sum. */
  private int merge(String key, Decayed<VectorSum> sum, ForwardDecay decay) throws Exception {
    byte[] before = sums.get(key);
    if (before != null) {
      sum.merge(CellState.of(decay, before));
    }
    sums.put(key, CellState.toBytes(sum));
    return before == null ? 1 : 0;
  }

  private int apart() throws Exception {
    return apart.value() == null ? 0 : apart.value();
  }

  private void count(long start, int fresh) throws Exception {
    if (fresh != 0 && start != HistoryGrid.BASE) {
      apart.update(apart() + fresh);
    }
  }

  /** Whether slices have to merge now that the latest event is of another time. */
  boolean isDue(long before, long latest) {
    return grid.mergesBetween(before, latest);
  }

  /** Merges slices that are old enough, and more where there are too many sums. */
  void merge(Fates fates, long latest, ForwardDecay decay) throws Exception {
    mergeBy(grid, fates, latest, decay);
    int keep = grid.keep();
    while (apart() > mostApart && keep > NOTHING_APART) {
      keep = keep == 0 ? NOTHING_APART : keep / 2;
      mergeBy(grid.keeping(keep), fates, latest, decay);
    }
  }

  private void mergeBy(HistoryGrid by, Fates fates, long latest, ForwardDecay decay)
      throws Exception {
    Map<Long, Long> moving = new TreeMap<>();
    List<Long> going = new ArrayList<>();
    for (long start : starts()) {
      if (start != HistoryGrid.BASE && fates.isGone(by, start, latest)) {
        going.add(start);
      } else if (start != HistoryGrid.BASE && fates.slice(by, start, latest) != start) {
        moving.put(start, fates.slice(by, start, latest));
      }
    }
    if (moving.isEmpty() && going.isEmpty()) {
      return;
    }
    for (String key : keys()) {
      long start = start(key);
      if (going.contains(start)) {
        sums.remove(key);
        count(start, -1);
      } else if (moving.containsKey(start)) {
        long target = moving.get(start);
        int fresh = merge(key(target, name(key)), CellState.of(decay, sums.get(key)), decay);
        count(target, fresh);
        sums.remove(key);
        count(start, -1);
      }
    }
    for (long start : going) {
      slices.remove(start);
    }
    for (Map.Entry<Long, Long> move : moving.entrySet()) {
      note(move.getValue(), Slice.of(slices.get(move.getKey())));
      slices.remove(move.getKey());
    }
    if (moving.containsValue(HistoryGrid.BASE)) {
      long oldest = Math.min(by.oldest(latest), latest);
      reach.update(Math.max(oldest, reach()));
    }
  }

  /** Time before which nothing can be told apart any more. */
  long reach() throws Exception {
    return reach.value() == null ? HistoryGrid.BASE : reach.value();
  }

  /** What counts, all together; null for nothing. */
  Slice counted(Fates fates) throws Exception {
    Slice counted = null;
    for (Map.Entry<Long, Slice> slice : slices().entrySet()) {
      if (fates.at(slice.getKey()) == Fate.COUNTED) {
        counted = counted == null ? slice.getValue() : counted.and(slice.getValue());
      }
    }
    return counted;
  }

  /** How many events have a fate. */
  long events(Fates fates, Fate fate) throws Exception {
    return slices().entrySet().stream()
        .filter(slice -> fates.at(slice.getKey()) == fate)
        .mapToLong(slice -> slice.getValue().events())
        .sum();
  }

  /** How many events came. */
  long events() throws Exception {
    return slices().values().stream().mapToLong(Slice::events).sum();
  }

  /** Sums by name over all that counts. */
  Map<String, Decayed<VectorSum>> sum(Fates fates, ForwardDecay decay) throws Exception {
    Map<String, Decayed<VectorSum>> total = new TreeMap<>();
    // in the order of time, so that the same slices always sum to the same last digit
    for (String key : keys()) {
      if (fates.at(start(key)) == Fate.COUNTED) {
        Marginals.merge(total, name(key), CellState.of(decay, sums.get(key)));
      }
    }
    return total;
  }

  /** Makes something else of every sum, such as the same under another half-life. */
  void change(ForwardDecay before, UnaryOperator<Decayed<VectorSum>> change) throws Exception {
    for (String key : keys()) {
      sums.put(key, CellState.toBytes(change.apply(CellState.of(before, sums.get(key)))));
    }
  }

  /** What becomes of the sums of a slice. */
  interface Change {
    Map<String, Decayed<VectorSum>> of(long slice, Map<String, Decayed<VectorSum>> sums);
  }

  /** Makes something else of the sums of every slice; a slice of none is given up. */
  void changeSlices(ForwardDecay decay, Change change) throws Exception {
    Map<Long, List<String>> bySlice = new TreeMap<>();
    for (String key : keys()) {
      bySlice.computeIfAbsent(start(key), unseen -> new ArrayList<>()).add(key);
    }
    for (Map.Entry<Long, List<String>> slice : bySlice.entrySet()) {
      Map<String, Decayed<VectorSum>> before = new TreeMap<>();
      for (String key : slice.getValue()) {
        before.put(name(key), CellState.of(decay, sums.get(key)));
        sums.remove(key);
      }
      count(slice.getKey(), -before.size());
      Map<String, Decayed<VectorSum>> after = change.of(slice.getKey(), before);
      for (Map.Entry<String, Decayed<VectorSum>> sum : after.entrySet()) {
        sums.put(key(slice.getKey(), sum.getKey()), CellState.toBytes(sum.getValue()));
      }
      count(slice.getKey(), after.size());
      if (after.isEmpty()) {
        slices.remove(slice.getKey());
      }
    }
  }

  /** Marginals and spanning cells in the place of cells. */
  void fold(ForwardDecay decay) throws Exception {
    changeSlices(
        decay,
        (slice, cells) -> {
          Map<String, Decayed<VectorSum>> folded = Marginals.of(cells);
          folded.putAll(SpanningCells.of(cells));
          Marginals.align(folded);
          SpanningCells.thin(folded, decay);
          return folded;
        });
  }

  boolean isEmpty() throws Exception {
    return slices.isEmpty();
  }

  void forget() {
    sums.clear();
    slices.clear();
    apart.clear();
    reach.clear();
  }

  private List<Long> starts() throws Exception {
    List<Long> starts = new ArrayList<>();
    slices.keys().forEach(starts::add);
    return starts;
  }

  private Map<Long, Slice> slices() throws Exception {
    Map<Long, Slice> all = new TreeMap<>();
    for (Map.Entry<Long, byte[]> slice : slices.entries()) {
      all.put(slice.getKey(), Slice.of(slice.getValue()));
    }
    return all;
  }

  private List<String> keys() throws Exception {
    List<String> keys = new ArrayList<>();
    sums.keys().forEach(keys::add);
    keys.sort(null);
    return keys;
  }

  /** Digits that sort as the times do. */
  private static String key(long start, String name) {
    return HexFormat.of().toHexDigits(start ^ Long.MIN_VALUE) + name;
  }

  private static long start(String key) {
    return HexFormat.fromHexDigitsToLong(key, 0, DIGITS) ^ Long.MIN_VALUE;
  }

  private static String name(String key) {
    return key.substring(DIGITS);
  }
}
