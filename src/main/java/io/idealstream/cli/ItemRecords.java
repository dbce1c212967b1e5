package io.idealstream.cli;

import io.idealstream.policy.Condition;
import io.idealstream.policy.ConditionTimeline;
import io.idealstream.policy.Conditions;
import io.idealstream.policy.Facts;
import io.idealstream.policy.Item;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What topics {@code decisions}, {@code labels} and {@code hits} say of one item. */
final class ItemRecords {

  private final QueryTopics topics;
  private final ItemName name;
  private final Set<String> found = new TreeSet<>();

  ItemRecords(KafkaOptions kafka, ItemName name) {
    this.topics = new QueryTopics(kafka);
    this.name = name;
  }

  /** Decisions about it, in their order. */
  List<Decision> decisions() {
    List<Decision> decisions = new ArrayList<>();
    topics.read(
        Topic.DECISIONS,
        message ->
            Topic.DECISIONS
                .find(message)
                .filter(decision -> isIt(decision.feed(), decision.id()))
                .ifPresent(decisions::add));
    requireOne();
    return decisions;
  }

  /**
   * What policies could go by, of the newest where it came several times: its labels, its hits but
   * those of queries that looked back, and how things stood.
   *
   * @throws IllegalStateException if there are neither
   */
  Facts facts() {
    List<Label> labels = new ArrayList<>();
    topics.read(
        Topic.LABELS,
        message ->
            Topic.LABELS
                .find(message)
                .filter(label -> isIt(label.feed(), label.id()) && !label.isShadow())
                .ifPresent(labels::add));
    List<Hit> hits = new ArrayList<>();
    topics.read(
        Topic.HITS,
        message ->
            Topic.HITS
                .find(message)
                .filter(hit -> isIt(hit.feed(), hit.id()) && !hit.isShadow() && !hit.lookBack())
                .ifPresent(hits::add));
    requireOne();
    return facts(labels, hits);
  }

  /** How things stood at the time of an item that policies ask about. */
  private Conditions conditions(Item item, Map<String, Label> labels) {
    ConditionTimeline timeline = new ConditionTimeline();
    topics.read(
        Topic.DRIFT,
        message -> Topic.DRIFT.find(message).flatMap(Condition::of).ifPresent(timeline::put));
    topics.read(
        Topic.QUALITY,
        message -> Topic.QUALITY.find(message).flatMap(Condition::of).ifPresent(timeline::put));
    return timeline.at(item, labels, timeline.measured());
  }

  private Facts facts(List<Label> labels, List<Hit> hits) {
    Instant newest = null;
    for (Label label : labels) {
      newest = newest == null || label.time().isAfter(newest) ? label.time() : newest;
    }
    for (Hit hit : hits) {
      newest = newest == null || hit.time().isAfter(newest) ? hit.time() : newest;
    }
    if (newest == null) {
      throw new IllegalStateException(
          "topics decisions, labels and hits hold nothing of item " + name);
    }
    Instant time = newest;
    Map<String, Label> bySpace = new TreeMap<>();
    labels.stream()
        .filter(label -> label.time().equals(time))
        .forEach(label -> bySpace.put(label.space(), label));
    List<Hit> ofTime = hits.stream().filter(hit -> hit.time().equals(time)).toList();
    if (bySpace.isEmpty()) {
      Hit hit = ofTime.get(0);
      Item item = new Item(hit.id(), hit.feed(), time, null, null);
      return new Facts(item, List.of(), ofTime, conditions(item, bySpace));
    }
    Item item = Item.of(bySpace.values().iterator().next());
    return new Facts(item, bySpace.values(), ofTime, conditions(item, bySpace));
  }

  private boolean isIt(String feed, String id) {
    boolean isIt = name.is(feed, id);
    if (isIt) {
      found.add(Keys.item(feed, id));
    }
    return isIt;
  }

  private void requireOne() {
    if (found.size() > 1) {
      throw new IllegalStateException(
          "%s may be any of %s; name one by --feed".formatted(name, String.join(", ", found)));
    }
  }
}
