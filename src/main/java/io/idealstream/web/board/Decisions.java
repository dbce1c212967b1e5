package io.idealstream.web.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What policies decided: every decision is counted, and the newest are kept in full, bounded in
 * number and in bytes.
 */
final class Decisions {

  static final int MOST = 100;
  private static final long MOST_BYTES = 16L << 20;
  private static final int MOST_POLICIES = 500;

  private final DecisionCounts counts = new DecisionCounts();

  /** By when they were read, the oldest first. */
  private final Map<Long, ShownDecision> latest = new LinkedHashMap<>();

  private final Set<Long> untold = new LinkedHashSet<>();
  private final Set<String> inForce = new LinkedHashSet<>();
  private final Items items;
  private final PictureWork work;
  private long read;
  private long bytes;
  private boolean changed;

  /**
   * @param items which have the pictures
   * @param work hears that the picture of an item is wanted
   */
  Decisions(Items items, PictureWork work) {
    this.items = items;
    this.work = work;
  }

  /** Takes a decision, or that those about an item are to be forgotten. */
  void note(TopicRecord record) throws Unreadable {
    if (record.value() == null) {
      if (record.key() != null) {
        forget(new String(record.key(), UTF_8));
      }
      return;
    }
    Decision decision = Topic.DECISIONS.decode(record);
    counts.note(decision);
    ShownDecision shown = new ShownDecision(++read, decision, record.value().length);
    latest.put(shown.at(), shown);
    untold.add(shown.at());
    bytes += shown.bytes();
    while (latest.size() > MOST || (bytes > MOST_BYTES && latest.size() > 1)) {
      remove(latest.keySet().iterator().next());
    }
    if (items.get(shown.item()) != null) {
      work.want(shown.item());
    }
    changed = true;
  }

  /** That a policy is in force, or is so no more. */
  void note(Status policy) {
    boolean active = policy.state() == StatusState.ACTIVE && inForce.size() < MOST_POLICIES;
    changed |= active ? inForce.add(policy.id()) : inForce.remove(policy.id());
  }

  /** That the picture of an item is there now. */
  void pictured(String item) {
    latest.values().stream()
        .filter(shown -> shown.item().equals(item))
        .forEach(shown -> untold.add(shown.at()));
    changed |= !untold.isEmpty();
  }

  private void forget(String item) {
    List<Long> gone =
        latest.values().stream()
            .filter(shown -> shown.item().equals(item))
            .map(ShownDecision::at)
            .toList();
    gone.forEach(this::remove);
    changed |= !gone.isEmpty();
  }

  private void remove(long at) {
    bytes -= latest.remove(at).bytes();
    untold.remove(at);
  }

  /** What policies said for which there was no room. */
  long leftOut() {
    return counts.leftOut();
  }

  /** The newest first. */
  Map<String, Object> view() {
    return view(newest(latest.keySet(), MOST));
  }

  /** The view with those that are new alone, some at a time; null where nothing changed. */
  Map<String, Object> takeChanged(int most) {
    if (!changed) {
      return null;
    }
    List<Long> told = newest(untold, most);
    told.forEach(untold::remove);
    changed = !untold.isEmpty();
    return view(told);
  }

  private static List<Long> newest(Set<Long> all, int most) {
    return all.stream().sorted((a, b) -> Long.compare(b, a)).limit(most).toList();
  }

  private Map<String, Object> view(List<Long> told) {
    Map<String, Object> view = counts.view();
    view.put("most", MOST);
    view.put("policiesInForce", inForce.size());
    view.put("shown", new ArrayList<>(latest.keySet()));
    view.put("latest", told.stream().map(at -> view(latest.get(at))).toList());
    return view;
  }

  private Map<String, Object> view(ShownDecision shown) {
    ShownItem item = items.get(shown.item());
    return shown.view(item == null ? null : item.picture());
  }

  /** One of the newest in full, with what it went by. */
  Optional<Decision> get(long at, String feed, String id) {
    return Optional.ofNullable(latest.get(at))
        .filter(shown -> shown.item().equals(Keys.item(feed, id)))
        .map(ShownDecision::decision);
  }
}
