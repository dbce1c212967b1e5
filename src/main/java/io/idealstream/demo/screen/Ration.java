package io.idealstream.demo.screen;

import io.idealstream.demo.feed.Timeline;

/** Lets the first few of every second through. */
final class Ration {

  private static final long SECOND = 1_000_000_000;

  private final int perSecond;
  private final Timeline timeline;
  private long second = Long.MIN_VALUE;
  private int granted;

  Ration(int perSecond, Timeline timeline) {
    this.perSecond = perSecond;
    this.timeline = timeline;
  }

  boolean grants() {
    long now = Math.floorDiv(timeline.nanos(), SECOND);
    if (now != second) {
      second = now;
      granted = 0;
    }
    return granted++ < perSecond;
  }
}
