package io.idealstream.decision.trial;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which items two versions of a query match. Mutable. */
public final class HitChanges {

  private final SortedMap<String, Counts> feeds = new TreeMap<>();
  private final Examples<Example> examples = new Examples<>();
  private Counts all = Counts.NONE;
  private double gained;
  private double mostGained;

  /** Items by which version they match. */
  public record Counts(long both, long onlyLive, long onlyTrial) {
    private static final Counts NONE = new Counts(0, 0, 0);

    private Counts and(Counts other) {
      return new Counts(both + other.both, onlyLive + other.onlyLive, onlyTrial + other.onlyTrial);
    }

    public long items() {
      return both + onlyLive + onlyTrial;
    }

    /** Share of the items that one version alone matches; NaN without items. */
    public double changed() {
      return (double) (onlyLive + onlyTrial) / items();
    }
  }

  /**
   * An item that one version alone matches.
   *
   * @param score by that version
   */
  public record Example(String feed, String item, boolean onTrial, double score) {}

  /**
   * Counts an item that one version at least matches.
   *
   * @param live score; null where the live version does not match it
   * @param trial the same on trial
   */
  public void add(String feed, String item, Double live, Double trial) {
    Counts one =
        new Counts(
            live != null && trial != null ? 1 : 0, trial == null ? 1 : 0, live == null ? 1 : 0);
    all = all.and(one);
    feeds.merge(feed, one, Counts::and);
    if (one.both == 0) {
      Double score = live == null ? trial : live;
      examples.add(feed, item, new Example(feed, item, live == null, score));
    } else {
      gained += trial - live;
      mostGained = Math.abs(trial - live) > Math.abs(mostGained) ? trial - live : mostGained;
    }
  }

  public Counts all() {
    return all;
  }

  public SortedMap<String, Counts> feeds() {
    return feeds;
  }

  /** By how much scores of items that both match are higher on trial, on average; NaN for none. */
  public double scoreGained() {
    return gained / all.both;
  }

  /** The largest such difference, of either sign. */
  public double mostGained() {
    return mostGained;
  }

  /** A few of the items that one version alone matches. */
  public List<Example> examples() {
    return examples.inOrder();
  }
}
