package io.idealstream.stream.control;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * From which event time on an act is in force.
 *
 * <pre>
 *   max(asked, clock on reading + margin), rounded up to the grain
 * </pre>
 *
 * <p>Event time never passes the clock, so an act that is in force from a time ahead of the clock
 * is heard of before that time by all who are told within the margin. An act that asks for no time
 * asks for that of its doing and the margin. One that was there before the job began stands as it
 * asks: the job that was told of it first had it in time.
 *
 * @param margin in which an act reaches all who follow it
 * @param grain of the event times that acts may begin at
 */
public record EffectiveTimes(Duration margin, Duration grain) implements Serializable {

  /** The act with its time; a freeze that does not say since when begins then. */
  Control settled(Control act, Instant read, boolean beforeTheJob) {
    Instant asked = act.effective() == null ? act.time().plus(margin) : act.effective();
    Instant earliest = read.plus(margin);
    Instant from = roundedUp(beforeTheJob || asked.isAfter(earliest) ? asked : earliest);
    boolean sinceThen = act.act() == Act.FREEZE && act.toTime() == null;
    return sinceThen ? act.backTo(from).effectiveAt(from) : act.effectiveAt(from);
  }

  private Instant roundedUp(Instant time) {
    long millis = time.plusNanos(999_999).toEpochMilli();
    long grains = Math.floorDiv(millis + grain.toMillis() - 1, grain.toMillis());
    return Instant.ofEpochMilli(grains * grain.toMillis());
  }

  /** The clock's time at which an act is handed on to those who follow it. */
  Instant handOn(Control settled) {
    return settled.effective().minus(margin);
  }
}
