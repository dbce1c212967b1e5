package io.idealstream.drift;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which alarms of a feed belong together: an episode begins with an alarm and lasts while others
 * follow, since a change that stays raises alarms again and again. Mutable.
 *
 * <p>Each alarm has the cause named anew, by all items since the episode began. It is over when no
 * alarm has come for three times the longest time that one took so far.
 */
public final class Episodes {

  private static final int PATIENCE = 3;

  private final Naming naming;
  private Episode open;
  private long longest;

  /** Without any episode yet. */
  public Episodes(Naming naming) {
    this.naming = naming;
  }

  /** The episode that is not over. */
  public Optional<Episode> open() {
    return Optional.ofNullable(open);
  }

  /**
   * Takes an alarm.
   *
   * @param recent sums of {@link ItemMoments#of} of the intervals up to the alarm
   * @return the episode that it begins or belongs to
   */
  public Episode alarm(Alarm alarm, RecentTotals recent, LabelShift reference) {
    if (open == null) {
      longest = alarm.detected() - alarm.since() + 1;
      Cause cause = naming.cause(alarm, recent, reference);
      open = new Episode(alarm.since(), alarm.detected(), alarm.detected(), 1, cause);
      return open;
    }
    longest = Math.max(longest, alarm.detected() - open.last());
    Cause cause = naming.cause(alarm.begun(open.since()), recent, reference);
    open =
        new Episode(
            open.since(),
            open.detected(),
            alarm.detected(),
            open.alarms() + 1,
            withConsequences(cause, open.cause()));
    return open;
  }

  /** What an earlier alarm was put down to, or brought with it, is a consequence too. */
  private static Cause withConsequences(Cause cause, Cause before) {
    Set<Direction> all = new LinkedHashSet<>(cause.consequences());
    all.addAll(before.consequences());
    before.direction().ifPresent(all::add);
    cause.direction().ifPresent(all::remove);
    return new Cause(
        cause.direction(), cause.side(), cause.explained(), cause.split(), List.copyOf(all));
  }

  /**
   * Says that an interval raised no alarm.
   *
   * @param interval its index
   * @return the episode that is over with it
   */
  public Optional<Episode> quiet(long interval) {
    if (open == null || interval - open.last() <= PATIENCE * longest) {
      return Optional.empty();
    }
    Episode over = open;
    open = null;
    return Optional.of(over);
  }
}
