package io.idealstream.model.image.webp;

/**
 * Smooths along one edge. Samples across it are called p3 p2 p1 p0 | q0 q1 q2 q3.
 *
 * <p>{@code across} is the distance from a sample to the next across the edge, {@code along} that
 * to the next place on it.
 */
final class EdgeFilter {
  private final int limit;
  private final int interior;
  private final int threshold;

  /**
   * A filter of some strength.
   *
   * @param level 1 to 63
   * @param interior largest step between neighbours on one side that is still smoothed
   */
  EdgeFilter(int level, int interior) {
    this.interior = interior;
    this.limit = 2 * level + interior;
    this.threshold = level >= 40 ? 2 : level >= 15 ? 1 : 0;
  }

  void simpleOuter(byte[] samples, int at, int across, int along) {
    simple(samples, at, across, along, limit + 4);
  }

  void simpleInner(byte[] samples, int at, int across, int along) {
    simple(samples, at, across, along, limit);
  }

  private static void simple(byte[] samples, int at, int across, int along, int limit) {
    for (int i = 0; i < 16; i++, at += along) {
      if (stepsWithin(samples, at, across, limit)) {
        two(samples, at, across);
      }
    }
  }

  void outer(byte[] samples, int at, int across, int along, int length) {
    for (int i = 0; i < length; i++, at += along) {
      if (calm(samples, at, across, limit + 4)) {
        if (varies(samples, at, across)) {
          two(samples, at, across);
        } else {
          six(samples, at, across);
        }
      }
    }
  }

  void inner(byte[] samples, int at, int across, int along, int length) {
    for (int i = 0; i < length; i++, at += along) {
      if (calm(samples, at, across, limit)) {
        if (varies(samples, at, across)) {
          two(samples, at, across);
        } else {
          four(samples, at, across);
        }
      }
    }
  }

  /** 2 |p0 - q0| + |p1 - q1| / 2 does not exceed a limit. */
  private static boolean stepsWithin(byte[] samples, int at, int across, int limit) {
    return 4 * difference(samples, at - across, at)
            + difference(samples, at - 2 * across, at + across)
        <= 2 * limit + 1;
  }

  private boolean calm(byte[] samples, int at, int across, int limit) {
    return stepsWithin(samples, at, across, limit)
        && difference(samples, at - 4 * across, at - 3 * across) <= interior
        && difference(samples, at - 3 * across, at - 2 * across) <= interior
        && difference(samples, at - 2 * across, at - across) <= interior
        && difference(samples, at + 3 * across, at + 2 * across) <= interior
        && difference(samples, at + 2 * across, at + across) <= interior
        && difference(samples, at + across, at) <= interior;
  }

  private boolean varies(byte[] samples, int at, int across) {
    return difference(samples, at - 2 * across, at - across) > threshold
        || difference(samples, at + across, at) > threshold;
  }

  /** Moves p0 and q0. */
  private static void two(byte[] samples, int at, int across) {
    int step =
        3 * step(samples, at, at - across) + narrow(step(samples, at - 2 * across, at + across));
    move(samples, at - across, narrow((step + 3) >> 3, 16));
    move(samples, at, -narrow((step + 4) >> 3, 16));
  }

  /** Moves p1, p0, q0 and q1. */
  private static void four(byte[] samples, int at, int across) {
    int step = 3 * step(samples, at, at - across);
    int q = narrow((step + 4) >> 3, 16);
    int p = narrow((step + 3) >> 3, 16);
    int outer = (q + 1) >> 1;
    move(samples, at - 2 * across, outer);
    move(samples, at - across, p);
    move(samples, at, -q);
    move(samples, at + across, -outer);
  }

  /** Moves p2, p1, p0, q0, q1 and q2. */
  private static void six(byte[] samples, int at, int across) {
    int step =
        narrow(
            3 * step(samples, at, at - across)
                + narrow(step(samples, at - 2 * across, at + across)));
    for (int i = 0; i < 3; i++) {
      int part = ((27 - 9 * i) * step + 63) >> 7;
      move(samples, at - (i + 1) * across, part);
      move(samples, at + i * across, -part);
    }
  }

  private static int step(byte[] samples, int to, int from) {
    return (samples[to] & 0xff) - (samples[from] & 0xff);
  }

  private static int difference(byte[] samples, int one, int other) {
    return Math.abs(step(samples, one, other));
  }

  private static void move(byte[] samples, int at, int by) {
    samples[at] = Prediction.clip((samples[at] & 0xff) + by);
  }

  private static int narrow(int value) {
    return narrow(value, 128);
  }

  private static int narrow(int value, int bound) {
    return Math.max(-bound, Math.min(value, bound - 1));
  }
}
