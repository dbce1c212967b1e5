package io.idealstream.cli.drift;

import io.idealstream.drift.FirstPassages;

/** A detector that sees nothing: it raises an alarm in every interval, or in none. */
record Always(boolean alarms) implements Rival {

  @Override
  public double take(Seen interval) {
    return alarms ? 1 : 0;
  }

  @Override
  public double threshold(FirstPassages calm, double rate) {
    return 1;
  }

  @Override
  public void reset() {
    // it remembers nothing
  }
}
