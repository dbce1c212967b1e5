package io.idealstream.stream.control;

import io.idealstream.wire.Coded;
import io.idealstream.wire.Control;

/** Acts in words. */
final class Told {

  private Told() {}

  /**
   * Such as {@code roll back to 2026-03-01T12:00:00Z by anna from 2026-03-01T14:01:00Z on: why}.
   */
  static String of(Control settled) {
    StringBuilder text = new StringBuilder(what(settled));
    if (settled.source() != null) {
      text.append(" of ").append(settled.source().code());
    }
    text.append(" by ").append(settled.by());
    text.append(" from ").append(settled.effective()).append(" on");
    if (settled.until() != null) {
      text.append(" until ").append(settled.until());
    }
    if (settled.reason() != null) {
      text.append(": ").append(settled.reason());
    }
    return text.toString();
  }

  /** Such as {@code unmute by anna}. */
  static String who(Control act) {
    return act.act().code() + " by " + act.by();
  }

  private static String what(Control act) {
    String name = Coded.code(act.act().name());
    if (act.toVersion() != null) {
      return "%s to version %d of %s".formatted(name, act.toVersion(), act.toTime());
    }
    return act.toTime() == null ? name : name + " to " + act.toTime();
  }
}
