package io.idealstream.job.monitor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count has risen over the time that is looked back on. */
final class Rate {

  private record Seen(long nanos, long count) {}

  private final long window;
  private final Deque<Seen> seen = new ArrayDeque<>();

  Rate(Duration window) {
    this.window = window.toNanos();
  }

  /** Takes a count in; gives its rise per second since it was seen the window before, or first. */
  double perSecond(long nanos, long count) {
    seen.add(new Seen(nanos, count));
    while (seen.size() > 2 && nanos - second().nanos >= window) {
      seen.remove();
    }
    Seen first = seen.element();
    return nanos == first.nanos ? 0 : (count - first.count) * 1e9 / (nanos - first.nanos);
  }

  private Seen second() {
    return seen.stream().skip(1).findFirst().orElseThrow();
  }
}
