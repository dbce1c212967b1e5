package io.idealstream.policy;

import io.idealstream.wire.Hit;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.decision.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Decides about items of which labels and hits are kept, as a job did or would have: in the order
 * of event time, first by the hits of thresholds and then, where windows gave some, anew.
 *
 * <p>One thing only a job knows: when a window was closed. A policy that fires by a hit of a window
 * alone is counted with the item's first decision here, and in a job once the window is closed.
 */
public final class Replay {

  /** What is kept of an item. */
  private static final class Kept {
    private final Instant time;
    private final Map<String, Label> labels = new TreeMap<>();
    private final List<Hit> hits = new ArrayList<>();

    Kept(Instant time) {
      this.time = time;
    }
  }

  /** An item, which may be sent again with another time. */
  private record Name(Instant time, String item) {
    static final Comparator<Name> ORDER =
        Comparator.comparing(Name::time).thenComparing(Name::item);
  }

  private final Map<Name, Kept> items = new TreeMap<>(Name.ORDER);
  private final ConditionTimeline conditions = new ConditionTimeline();
  private final Map<String, Firings> firings = new HashMap<>();
  private long lookBack;
  private long withoutLabels;

  /** Takes a label in; of several of one item and space the last stays. */
  public void label(Label label) {
    kept(label.feed(), label.id(), label.time()).labels.put(label.space(), label);
  }

  /** Takes a hit in; what a query found by looking back decides nothing. */
  public void hit(Hit hit) {
    if (hit.lookBack()) {
      lookBack++;
    } else {
      kept(hit.feed(), hit.id(), hit.time()).hits.add(hit);
    }
  }

  private Kept kept(String feed, String id, Instant time) {
    return items.computeIfAbsent(
        new Name(time, Keys.item(feed, id)), name -> new Kept(name.time()));
  }

  /** Takes in how things stand from a time on; those of one subject come in their order. */
  public void condition(Condition condition) {
    conditions.put(condition);
  }

  /** Items that were decided. */
  public long items() {
    return items.size() - withoutLabels;
  }

  /** Hits that were left out, since a query looked back for them. */
  public long lookBackHits() {
    return lookBack;
  }

  /** Items that were left out, since only hits of them are kept. */
  public long withoutLabels() {
    return withoutLabels;
  }

  /**
   * Decides about all items, in the order of their times.
   *
   * @param policies in force
   * @param taker of decisions that say something
   */
  public void decide(PolicyTimeline policies, Consumer<Decision> taker) {
    firings.clear();
    withoutLabels = 0;
    for (Kept item : items.values()) {
      if (item.labels.isEmpty()) {
        withoutLabels++;
      } else {
        decide(item, policies.at(item.time), taker);
      }
    }
  }

  private void decide(Kept kept, PolicySet policies, Consumer<Decision> taker) {
    Item item = Item.of(kept.labels.values().iterator().next());
    List<Hit> atOnce = kept.hits.stream().filter(hit -> hit.rank() == null).toList();
    Map<String, Long> counts = new HashMap<>();
    Facts known = policies.facts(item, kept.labels.values(), atOnce, conditions);
    Facts facts = counted(known, policies, counts);
    DraftDecision first = policies.draft(facts);
    if (first.saysSomething()) {
      taker.accept(counted(first, counts));
    }
    if (atOnce.size() < kept.hits.size()) {
      DraftDecision anew = policies.draft(counted(facts.withHits(kept.hits), policies, counts));
      if (!anew.gist().equals(first.gist())) {
        taker.accept(counted(first.saysSomething() ? anew.revising(1) : anew, counts));
      }
    }
  }

  /**
   * @param counts what was counted for the item so far
   */
  private Facts counted(Facts facts, PolicySet policies, Map<String, Long> counts) {
    long time = facts.item().time().toEpochMilli();
    List<OpenCount> all = policies.openCounts(facts);
    for (OpenCount open : all) {
      counts.computeIfAbsent(
          open.name(), name -> count(name, time, open.upTo(), open.withinMillis(), open.adds()));
    }
    return facts.withCounts(all, counts);
  }

  private long count(String name, long time, long most, long withinMillis, boolean adds) {
    Firings before = firings.getOrDefault(name, Firings.NONE);
    if (adds) {
      firings.put(name, before.with(time, most, withinMillis));
    }
    return Math.min(most, before.between(time - withinMillis, time));
  }

  /**
   * @param counts what the limits of the item were found to be so far
   */
  private Decision counted(DraftDecision draft, Map<String, Long> counts) {
    long time = draft.decision().time().toEpochMilli();
    for (OpenLimit limit : draft.limits()) {
      counts.computeIfAbsent(
          limit.name(), name -> count(name, time, limit.atMost(), limit.withinMillis(), true));
    }
    return draft.counted((policy, key, from, to) -> counts.get(OpenLimit.name(policy, key)));
  }
}
