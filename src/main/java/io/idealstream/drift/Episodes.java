package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which alarms of a feed belong together: an episode begins with an alarm and lasts while others
 * follow, since a change that stays raises alarms again and again. Mutable.
 *
 * <p>Each alarm has the cause named anew, by all items since the episode began, and by the
 * direction that won most of its alarms: a single other one, such as a false alarm, does not take
 * it over. It is over when no alarm has come for three times the longest time that one took so far.
 */
public final class Episodes {

  private static final int PATIENCE = 3;

  private final Map<Integer, Integer> wins = new HashMap<>();
  private Episode open;
  private Alarm leading;
  private long longest;

  void write(FlatWriter out) {
    out.number(open == null ? 0 : 1);
    if (open != null) {
      out.number(longest);
      open.write(out);
      leading.write(out);
      out.number(wins.size());
      new TreeMap<>(wins).forEach((direction, number) -> out.number(direction).number(number));
    }
  }

  /** Takes over what {@link #write} wrote. */
  void read(FlatReader in) {
    wins.clear();
    open = null;
    if (in.number() == 1) {
      longest = in.number();
      open = Episode.read(in);
      leading = Alarm.read(in);
      long number = in.number();
      for (long i = 0; i < number; i++) {
        wins.put((int) in.number(), (int) in.number());
      }
    }
  }

  /** The episode that is not over. */
  public Optional<Episode> open() {
    return Optional.ofNullable(open);
  }

  /**
   * Takes an alarm.
   *
   * @param naming the cause of an alarm, by all that is known since it began
   * @return the episode that it begins or belongs to
   */
  public Episode alarm(Alarm alarm, Function<Alarm, Cause> naming) {
    if (open == null) {
      wins.clear();
      wins.put(alarm.direction(), 1);
      leading = alarm;
      longest = alarm.detected() - alarm.since() + 1;
      Cause cause = naming.apply(alarm);
      open = new Episode(alarm.since(), alarm.detected(), alarm.detected(), 1, cause);
      return open;
    }
    longest = Math.max(longest, alarm.detected() - open.last());
    boolean leads = wins.merge(alarm.direction(), 1, Integer::sum) > wins.get(leading.direction());
    leading = leads || alarm.direction() == leading.direction() ? alarm : leading;
    Cause cause = naming.apply(leading.begun(open.since()));
    Cause latest = naming.apply(alarm.begun(open.since()));
    open =
        new Episode(
            open.since(),
            open.detected(),
            alarm.detected(),
            open.alarms() + 1,
            withConsequences(withConsequences(cause, latest), open.cause()));
    return open;
  }

  /** Takes an alarm, and gives what it changes; empty where the same drift goes on. */
  Optional<Finding.State> take(Alarm alarm, Function<Alarm, Cause> naming) {
    Episode before = open;
    Episode now = alarm(alarm, naming);
    if (before == null) {
      return Optional.of(Finding.State.STARTED);
    }
    boolean same = before.cause().direction().equals(now.cause().direction());
    return same ? Optional.empty() : Optional.of(Finding.State.ONGOING);
  }

  /** What another alarm was put down to, or brought with it, is a consequence too. */
  private static Cause withConsequences(Cause cause, Cause other) {
    Set<Direction> all = new LinkedHashSet<>(cause.consequences());
    all.addAll(other.consequences());
    other.direction().ifPresent(all::add);
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
