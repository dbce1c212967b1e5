package io.idealstream.stream.control;

import io.idealstream.estimate.history.Acts;
import io.idealstream.estimate.history.HistoryGrid;
import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * From which event time on an act is in force.
 *
 * <pre>
 *   max(asked, clock on reading + margin), rounded up to the beginning of a slice
 * </pre>
 *
 * <p>Event time never passes the clock, so an act that is in force from a time ahead of the clock
 * is heard of before that time by all who are told within the margin. An act that asks for no time
 * asks for that of its doing and the margin. One that was there before the job began stands as it
 * asks: the job that was told of it first had it in time.
 *
 * @param margin in which an act reaches all who follow it
 * @param grid of the slices that sums are kept apart by: an act begins, and goes back, to the
 *     beginning of one
 */
public record EffectiveTimes(Duration margin, HistoryGrid grid) implements Serializable {

  /** The act with its times; a freeze that does not say since when begins then. */
  Control settled(Control act, Instant read, boolean beforeTheJob) {
    Instant asked = act.effective() == null ? act.time().plus(margin) : act.effective();
    Instant earliest = read.plus(margin);
    Instant from = roundedUp(beforeTheJob || asked.isAfter(earliest) ? asked : earliest);
    boolean sinceThen = act.act() == Act.FREEZE && act.toTime() == null;
    return sinceThen ? act.backTo(from).effectiveAt(from) : act.effectiveAt(from);
  }

  private Instant roundedUp(Instant time) {
    long last = time.plus(grid.finest()).toEpochMilli() - 1;
    return Instant.ofEpochMilli(grid.finest(last));
  }

  /** How far back an act may go. */
  Instant oldest(Control settled) {
    return grid.oldest(settled.effective());
  }

  /** The act back to the beginning of a slice. */
  Control sliced(Control settled) {
    return Acts.sliced(settled, grid);
  }

  /** The clock's time at which an act is handed on to those who follow it. */
  Instant handOn(Control settled) {
    return settled.effective().minus(margin);
  }
}
