package io.idealstream.demo.screen;

import io.idealstream.wire.GroupAccuracy;

/** How far the demo is. */
public final class StatusLine {

  private static final int MARGIN = 2;
  private static final int BAR = 16;
  private static final String RIGHT = "  birds right ";
  private static final String WORST = "  worst group ";

  private StatusLine() {}

  /** While something is awaited. */
  public static Line waiting(String what) {
    return Line.of("  ").then(what + " ...", Style.FAINT);
  }

  /**
   * While the feed runs. Where there is no room the bar is shorter, then the count and what is
   * right on average are left out.
   *
   * @param width characters that fit in one line
   * @param seconds so far
   * @param all of them
   */
  public static Line running(
      int width, long seconds, long all, long pictures, GroupAccuracy raw, GroupAccuracy debiased) {
    String time = "  " + Figures.clock(Math.min(seconds, all)) + " of " + Figures.clock(all);
    String count = "  " + pictures + " labelled";
    String right = change(raw.average(), debiased.average());
    String worst = change(raw.worst(), debiased.worst());
    int room = width - MARGIN - time.length() - WORST.length() - worst.length();
    boolean hasRight = room >= RIGHT.length() + right.length();
    room -= hasRight ? RIGHT.length() + right.length() : 0;
    boolean hasCount = hasRight && room >= count.length();
    room -= hasCount ? count.length() : 0;
    int bar = Math.min(BAR, Math.max(0, room));
    int done = (int) Math.min(bar, all == 0 ? bar : bar * seconds / all);
    Line line =
        Line.of("  ")
            .then("━".repeat(done), Style.RIGHT)
            .then("━".repeat(bar - done), Style.FAINT)
            .then(time);
    if (hasCount) {
      line = line.then(count);
    }
    if (hasRight) {
      line = line.then(RIGHT, Style.FAINT).then(right);
    }
    return line.then(WORST, Style.FAINT).then(worst);
  }

  private static String change(Double raw, Double debiased) {
    return raw == null ? "-" : Figures.percent(raw) + " → " + Figures.percent(debiased);
  }
}
