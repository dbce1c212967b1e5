package io.idealstream.decision.trial;

import io.idealstream.math.Interval;
import io.idealstream.math.WilsonInterval;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How answers about one factor change, of items that both definitions have labelled. Mutable.
 *
 * <p>An answer changes if another value is given, or none where one was, or one where none was. Two
 * answers that both give none do not differ, whatever their reasons.
 */
public final class AnswerChanges {

  /** Confidence of intervals. */
  public static final double CONFIDENCE = 0.95;

  private final Map<Move, Long> moves = new HashMap<>();
  private final SortedMap<String, Share> feeds = new TreeMap<>();
  private final Examples<Example> examples = new Examples<>();
  private Share all = new Share(0, 0);
  private long abstainedAnew;
  private long abstainedNoMore;
  private long abstainedByBoth;
  private long probable;
  private double probabilityGained;
  private double liveSupport;
  private double trialSupport;

  /** Items, and those among them whose answers change. */
  public record Share(long items, long changed) {

    /** NaN without items. */
    public double value() {
      return (double) changed / items;
    }

    public Interval interval() {
      return WilsonInterval.of(changed, items, CONFIDENCE);
    }

    private Share and(boolean change) {
      return new Share(items + 1, changed + (change ? 1 : 0));
    }
  }

  /** An item whose answer changes. */
  public record Example(String feed, String item, String from, String to) {}

  /** Counts the two answers about one item. */
  public void add(String feed, String item, TrialAnswer live, TrialAnswer trial) {
    boolean changed =
        live.isGiven() != trial.isGiven()
            || (live.isGiven() && !live.values().equals(trial.values()));
    all = all.and(changed);
    feeds.merge(feed, new Share(0, 0).and(changed), (before, one) -> before.and(changed));
    abstainedAnew += live.isGiven() && !trial.isGiven() ? 1 : 0;
    abstainedNoMore += !live.isGiven() && trial.isGiven() ? 1 : 0;
    abstainedByBoth += !live.isGiven() && !trial.isGiven() ? 1 : 0;
    liveSupport += live.support();
    trialSupport += trial.support();
    double gained = trial.probability() - live.probability();
    if (live.isGiven() && trial.isGiven() && !Double.isNaN(gained)) {
      probable++;
      probabilityGained += gained;
    }
    if (changed) {
      countMoves(live, trial);
      examples.add(feed, item, new Example(feed, item, live.text(), trial.text()));
    }
  }

  private void countMoves(TrialAnswer live, TrialAnswer trial) {
    if (!live.many() || !trial.many() || live.isGiven() != trial.isGiven()) {
      moves.merge(new Move(live.text(), trial.text()), 1L, Long::sum);
      return;
    }
    String none = TrialAnswer.ofMany(List.of(), null, 0).text();
    less(live.values(), trial.values())
        .forEach(value -> moves.merge(new Move(value, none), 1L, Long::sum));
    less(trial.values(), live.values())
        .forEach(value -> moves.merge(new Move(none, value), 1L, Long::sum));
  }

  private static SortedSet<String> less(SortedSet<String> values, SortedSet<String> others) {
    SortedSet<String> rest = new TreeSet<>(values);
    rest.removeAll(others);
    return rest;
  }

  public Share all() {
    return all;
  }

  public SortedMap<String, Share> feeds() {
    return feeds;
  }

  /** Items that are labelled now and would be no more. */
  public long abstainedAnew() {
    return abstainedAnew;
  }

  /** Items that would be labelled and are not now. */
  public long abstainedNoMore() {
    return abstainedNoMore;
  }

  public long abstainedByBoth() {
    return abstainedByBoth;
  }

  /** Items of which both give a value and its probability. */
  public long probable() {
    return probable;
  }

  /**
   * By how much the probability of the given value is higher on trial, on average; NaN for none.
   */
  public double probabilityGained() {
    return probabilityGained / probable;
  }

  /** Effective number of events behind the live answers, on average; NaN without items. */
  public double liveSupport() {
    return liveSupport / all.items;
  }

  /** The same of the answers on trial. */
  public double trialSupport() {
    return trialSupport / all.items;
  }

  /** How often answers change from what to what, the most frequent first. */
  public List<Map.Entry<Move, Long>> moves() {
    return moves.entrySet().stream()
        .sorted(
            Map.Entry.<Move, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  /** A few of the items whose answers change. */
  public List<Example> examples() {
    return examples.inOrder();
  }
}
