package io.idealstream.wire;

/** What a person, or the job itself, does about drift and words. */
public enum Act implements Coded {
  /** The new is normal. */
  ACCEPT,
  /** Drift is watched, and not told. */
  MUTE,
  UNMUTE,
  /** Words are published of what came before a time; what comes is summed aside. */
  FREEZE,
  /** Ends a freeze, and drops what came while it stood. */
  UNFREEZE,
  /** What came after a time leaves the sums. */
  ROLLBACK;

  /** Whether it stands until another act, or its time, ends it. */
  public boolean stands() {
    return this == MUTE || this == FREEZE;
  }

  /** Whether it changes what words are made of, and has nothing to do with signals of drift. */
  public boolean isOfWords() {
    return this == FREEZE || this == UNFREEZE || this == ROLLBACK;
  }

  /** Whether it ends what stands under another. */
  public boolean ends(Act other) {
    return switch (other) {
      case MUTE -> this == UNMUTE || this == MUTE;
      case FREEZE -> this == UNFREEZE || this == ACCEPT;
      default -> false;
    };
  }
}
