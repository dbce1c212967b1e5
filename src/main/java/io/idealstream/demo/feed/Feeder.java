package io.idealstream.demo.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends the feed at a steady pace; at two thirds of the time it changes. */
public final class Feeder {

  /** A fast hand with a camera; far below what the job can take. */
  public static final int PICTURES_PER_SECOND = 40;

  private static final long INTERVAL = Duration.ofSeconds(1).toNanos() / PICTURES_PER_SECOND;

  private final Feed feed;
  private final Truth truth;
  private final Timeline timeline;
  private final Clock clock;
  private Instant changed;

  public Feeder(Feed feed, Truth truth, Timeline timeline, Clock clock) {
    this.feed = feed;
    this.truth = truth;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * Sends until the time is over. What a slow machine could not send in time is left out rather
   * than sent late.
   */
  public void feed(Duration duration, Consumer<? super Turn> send) {
    long start = timeline.nanos();
    long end = start + duration.toNanos();
    long number = 0;
    for (long due = start; due < end && timeline.nanos() < end; due += INTERVAL) {
      if (!timeline.reach(due)) {
        return;
      }
      Instant now = clock.instant();
      boolean onWater = due - start >= 2 * duration.toNanos() / 3;
      if (onWater && changed == null) {
        changed = now;
      }
      Turn turn = feed.turn(number++, now, onWater);
      // first known, then sent: an answer may be quick
      truth.note(turn);
      send.accept(turn);
    }
    timeline.reach(end);
  }

  /** When most pictures began to be of places on water; empty before. */
  public Optional<Instant> changed() {
    return Optional.ofNullable(changed);
  }
}
