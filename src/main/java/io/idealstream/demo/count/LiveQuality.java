package io.idealstream.demo.count;

import io.idealstream.wire.Quality;

/** What the job itself last said about the answers of space {@code birds}, from feedback. */
public final class LiveQuality {

  private static final String SPACE = "birds";
  private static final String FACTOR = "bird";

  private Quality last;

  /** Whether a record is about what the demo shows. */
  public static boolean isShown(Quality quality) {
    return quality.space().equals(SPACE) && FACTOR.equals(quality.factor());
  }

  public synchronized void note(Quality quality) {
    if (isShown(quality)) {
      last = quality;
    }
  }

  /** The last of it; null before there was any feedback. */
  public synchronized Quality last() {
    return last;
  }
}
