package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The sums of past intervals, the older the coarser: at most a few spans of each length 1, 2, 4,
 * ... intervals. Numbers of spans grow with the logarithm of the intervals. Mutable.
 */
public final class RecentTotals {

  /** Spans of one length that are kept apart. */
  private static final int EACH = 4;

  private record Span(long from, long intervals, VectorTotals totals) {}

  private final int dimension;

  /** The oldest first; lengths fall. */
  private final List<Span> spans = new ArrayList<>();

  /** Of no interval yet. */
  public RecentTotals(int dimension) {
    this.dimension = dimension;
  }

  /** As {@link #write} wrote them. */
  static RecentTotals read(int dimension, FlatReader in) {
    RecentTotals recent = new RecentTotals(dimension);
    long spans = in.number();
    for (long i = 0; i < spans; i++) {
      recent.spans.add(new Span(in.number(), in.number(), VectorTotals.read(in)));
    }
    return recent;
  }

  void write(FlatWriter out) {
    out.number(spans.size());
    for (Span span : spans) {
      out.number(span.from).number(span.intervals);
      span.totals.write(out);
    }
  }

  /** Adds the next interval; not to be changed afterwards. */
  public void add(long interval, VectorTotals totals) {
    spans.add(new Span(interval, 1, totals));
    for (int last = spans.size() - 1; last >= EACH; ) {
      int first = last;
      while (first > 0 && spans.get(first - 1).intervals == spans.get(last).intervals) {
        first--;
      }
      if (last - first < EACH) {
        break;
      }
      Span oldest = spans.get(first);
      Span next = spans.get(first + 1);
      VectorTotals both = new VectorTotals(dimension);
      both.merge(oldest.totals);
      both.merge(next.totals);
      spans.set(first, new Span(oldest.from, oldest.intervals + next.intervals, both));
      spans.remove(first + 1);
      last = first;
    }
  }

  /** Spans that are kept. */
  public int spans() {
    return spans.size();
  }

  /**
   * The sum over the intervals from one on; of the span that it falls into nothing before, unless
   * nothing else is there.
   */
  public VectorTotals since(long interval) {
    VectorTotals sum = new VectorTotals(dimension);
    for (Span span : spans) {
      if (span.from >= interval) {
        sum.merge(span.totals);
      }
    }
    if (sum.items() == 0 && !spans.isEmpty()) {
      sum.merge(spans.get(spans.size() - 1).totals);
    }
    return sum;
  }
}
