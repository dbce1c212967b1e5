package io.idealstream.web;

import java.util.function.LongSupplier;

/** Lets so many through each second, and as many at once. */
final class RateLimit {

  private static final double NANOS = 1e9;

  private final double perSecond;
  private final LongSupplier nanos;
  private double free;
  private long last;

  /**
   * @param nanos a clock like {@link System#nanoTime}
   */
  RateLimit(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.free = perSecond;
    this.last = nanos.getAsLong();
  }

  synchronized boolean lets() {
    long now = nanos.getAsLong();
    free = Math.min(perSecond, free + perSecond * (now - last) / NANOS);
    last = now;
    if (free < 1) {
      return false;
    }
    free--;
    return true;
  }
}
