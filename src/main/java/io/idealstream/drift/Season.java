package io.idealstream.drift;

import java.time.Instant;
import java.time.ZoneOffset;

/** How often what is normal comes round: never, or by the hour of the day. */
public enum Season {
  /** One standard for all times. */
  NONE(1),
  /** A standard for each hour of the day, UTC. */
  DAY(24);

  private final int slots;

  Season(int slots) {
    this.slots = slots;
  }

  /** How many standards there are. */
  public int slots() {
    return slots;
  }

  /** Which standard counts at a time. */
  public int slot(Instant time) {
    return this == NONE ? 0 : time.atOffset(ZoneOffset.UTC).getHour();
  }
}
