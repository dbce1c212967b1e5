package io.idealstream.wire;

import java.time.Instant;
import java.util.Objects;

/**
 * An act on the drift or the words of a space.
 *
 * <p>Where a part of its subject is null, all of that are meant.
 *
 * @param id of whoever sent it, by which an act that ends another finds it; null for none
 * @param signal of drift
 * @param factor of the value that names the drift
 * @param value alike
 * @param toVersion of the words that a roll back goes to, where one was asked for
 * @param toTime event time that a roll back goes to, or from which on a freeze sums aside; of a
 *     freeze that does not say, {@code effective} stands in
 * @param effective event time from which on it is in force; once it is settled never null
 * @param until event time at which it ends by itself; null for never
 * @param by who did it
 * @param time at which it was done; once it is read never null
 */
public record Control(
    @OrAbsent String id,
    String space,
    @OrAbsent String feed,
    @OrAbsent Source source,
    @OrAbsent String signal,
    @OrAbsent String factor,
    @OrAbsent String value,
    Act act,
    @OrAbsent Long toVersion,
    @OrAbsent Instant toTime,
    @OrAbsent Instant effective,
    @OrAbsent Instant until,
    String by,
    @OrAbsent String reason,
    @OrAbsent Instant time) {

  /** The same, done at a time. */
  public Control doneAt(Instant when) {
    return with(toTime, effective, when);
  }

  /** The same, in force from an event time on. */
  public Control effectiveAt(Instant when) {
    return with(toTime, when, time);
  }

  /** The same, back to an event time. */
  public Control backTo(Instant when) {
    return with(when, effective, time);
  }

  /** The same, over at an event time. */
  public Control until(Instant end) {
    return with(toTime, effective, end, time);
  }

  private Control with(Instant goesBackTo, Instant inForce, Instant done) {
    return with(goesBackTo, inForce, until, done);
  }

  private Control with(Instant goesBackTo, Instant inForce, Instant end, Instant done) {
    return new Control(
        id,
        space,
        feed,
        source,
        signal,
        factor,
        value,
        act,
        toVersion,
        goesBackTo,
        inForce,
        end,
        by,
        reason,
        done);
  }

  /** Whether this concerns all that another act concerns. */
  public boolean covers(Control other) {
    return space.equals(other.space)
        && covers(feed, other.feed)
        && covers(source, other.source)
        && covers(signal, other.signal)
        && covers(factor, other.factor)
        && covers(value, other.value);
  }

  /**
   * Whether this ends what stands by another act. One that has an id ends what was begun under the
   * same id alone, so that the job does not undo what people did.
   */
  public boolean ends(Control standing) {
    return act.ends(standing.act) && covers(standing) && (id == null || id.equals(standing.id));
  }

  /** Whether this concerns a drift; a part that the drift does not name is null. */
  public boolean concerns(String ofFeed, String ofSignal, String ofFactor, String ofValue) {
    return covers(feed, ofFeed)
        && covers(signal, ofSignal)
        && covers(factor, ofFactor)
        && covers(value, ofValue);
  }

  private static boolean covers(Object mine, Object theirs) {
    return mine == null || Objects.equals(mine, theirs);
  }
}
