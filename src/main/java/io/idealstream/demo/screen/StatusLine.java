package io.idealstream.demo.screen;

import io.idealstream.wire.GroupAccuracy;

/** How far the demo is. */
public final class StatusLine {

  private static final int BAR = 16;

  private StatusLine() {}

  /** While something is awaited. */
  public static Line waiting(String what) {
    return Line.of("  ").then(what + " ...", Style.FAINT);
  }

  /**
   * While the feed runs.
   *
   * @param seconds so far
   * @param all of them
   */
  public static Line running(
      long seconds, long all, long pictures, GroupAccuracy raw, GroupAccuracy debiased) {
    int done = (int) Math.min(BAR, all == 0 ? BAR : BAR * seconds / all);
    return Line.of("  ")
        .then("━".repeat(done), Style.RIGHT)
        .then("━".repeat(BAR - done), Style.FAINT)
        .then("  " + Figures.clock(Math.min(seconds, all)) + " of " + Figures.clock(all))
        .then("  " + pictures + " labelled")
        .then("  birds right ", Style.FAINT)
        .then(change(raw.average(), debiased.average()))
        .then("  worst group ", Style.FAINT)
        .then(change(raw.worst(), debiased.worst()));
  }

  private static String change(Double raw, Double debiased) {
    return raw == null ? "-" : Figures.percent(raw) + " → " + Figures.percent(debiased);
  }
}
