package io.idealstream.cli.backtest;

import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.VerdictState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one policy did, and what a policy of its name had done. */
public final class PolicyTally {

  /** Items that are named of those for which it differs. */
  static final int MOST_EXAMPLES = 10;

  /** Numbers of items of a feed or a group. */
  static final class Share {
    long items;
    long fired;
    long before;
  }

  /**
   * An item for which it differs.
   *
   * @param item {@code feed/id}
   */
  record Change(String item, Instant time, String before, String now) {}

  private final String policy;
  final Map<VerdictState, Long> states = new EnumMap<>(VerdictState.class);
  final Map<String, Long> actions = new TreeMap<>();
  final Map<String, Long> problems = new TreeMap<>();
  final Map<String, Share> feeds = new TreeMap<>();
  final Map<String, Share> groups = new TreeMap<>();

  /** Queue to hour to items that are sent there. */
  final Map<String, Map<Instant, Long>> queues = new TreeMap<>();

  final List<Change> examples = new ArrayList<>();
  long reached;
  long sampled;
  long known;
  long same;
  long added;
  long removed;
  long other;

  PolicyTally(String policy) {
    this.policy = policy;
  }

  String policy() {
    return policy;
  }

  void sampled() {
    sampled++;
  }

  /** That something was decided about an item by a policy of this name. */
  void known() {
    known++;
  }

  /**
   * @param verdict null for nothing
   * @param before what had been done
   */
  void add(Label item, List<String> of, PolicyVerdict verdict, String before) {
    String now = Backtest.did(verdict);
    if (verdict != null) {
      states.merge(verdict.state(), 1L, Long::sum);
      verdict.problems().forEach(problem -> problems.merge(problem, 1L, Long::sum));
      if (verdict.state() == VerdictState.FIRED) {
        fired(item, verdict);
      }
    }
    compare(item, before, now);
    boolean fires = verdict != null && verdict.state() == VerdictState.FIRED;
    boolean fired = !before.equals(Backtest.NOTHING) && !before.equals(VerdictState.FAILED.code());
    count(feeds, item.feed(), fires, fired);
    of.forEach(group -> count(groups, group, fires, fired));
  }

  private void fired(Label item, PolicyVerdict verdict) {
    Action action = verdict.action();
    actions.merge(action.name(), 1L, Long::sum);
    if (verdict.limit() != null && verdict.limit().reached()) {
      reached++;
    }
    if (action.queue() != null) {
      queues
          .computeIfAbsent(action.queue(), none -> new TreeMap<>())
          .merge(item.time().truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
    }
  }

  private void compare(Label item, String before, String now) {
    if (before.equals(now)) {
      same++;
      return;
    }
    if (before.equals(Backtest.NOTHING)) {
      added++;
    } else if (now.equals(Backtest.NOTHING)) {
      removed++;
    } else {
      other++;
    }
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(new Change(Keys.item(item.feed(), item.id()), item.time(), before, now));
    }
  }

  private static void count(Map<String, Share> shares, String name, boolean fires, boolean fired) {
    Share share = shares.computeIfAbsent(name, none -> new Share());
    share.items++;
    share.fired += fires ? 1 : 0;
    share.before += fired ? 1 : 0;
  }

  long fired() {
    return states.getOrDefault(VerdictState.FIRED, 0L);
  }
}
