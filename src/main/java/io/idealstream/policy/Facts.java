package io.idealstream.policy;

import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that policies go by: an item, its labels and its hits, in an order that does not depend on
 * that of their arrival.
 */
public final class Facts {

  private static final Comparator<Hit> ORDER =
      Comparator.comparing(Hit::query)
          .thenComparing(Hit::queryVersion)
          .thenComparing(Hit::score, Comparator.reverseOrder());

  private final Item item;
  private final SortedMap<String, Label> labels;
  private final List<Hit> hits;
  private final Conditions conditions;
  private final Map<String, Map<String, Long>> counts;

  /** Facts of which the conditions are not known. */
  public Facts(Item item, Collection<Label> labels, Collection<Hit> hits) {
    this(item, labels, hits, Conditions.NONE);
  }

  /**
   * What is on trial counts for nothing, and is left out.
   *
   * @param labels of the item, one for each space that has answered
   * @param hits of the item
   * @throws IllegalArgumentException if two labels are of one space
   */
  public Facts(Item item, Collection<Label> labels, Collection<Hit> hits, Conditions conditions) {
    this(item, labels, hits, conditions, null);
  }

  /**
   * @param counts policy to count to number; null where nobody has counted
   */
  private Facts(
      Item item,
      Collection<Label> labels,
      Collection<Hit> hits,
      Conditions conditions,
      Map<String, Map<String, Long>> counts) {
    this.item = item;
    this.conditions = conditions;
    this.counts = counts;
    SortedMap<String, Label> bySpace = new TreeMap<>();
    for (Label label : labels) {
      if (!label.isShadow() && bySpace.put(label.space(), label) != null) {
        throw new IllegalArgumentException("two labels of space " + label.space());
      }
    }
    this.labels = Collections.unmodifiableSortedMap(bySpace);
    List<Hit> counting = new ArrayList<>(hits);
    counting.removeIf(Hit::isShadow);
    counting.sort(ORDER);
    this.hits = Collections.unmodifiableList(counting);
  }

  /** The same with other hits. */
  public Facts withHits(Collection<Hit> others) {
    return new Facts(item, labels.values(), others, conditions, counts);
  }

  /**
   * The same where somebody has counted.
   *
   * @param found policy to count to number
   */
  public Facts withCounts(Map<String, Map<String, Long>> found) {
    return new Facts(item, labels.values(), hits, conditions, found);
  }

  public Item item() {
    return item;
  }

  /** Space to label, ordered by space. */
  public Map<String, Label> labels() {
    return labels;
  }

  /** Ordered by query, version and falling score. */
  public List<Hit> hits() {
    return hits;
  }

  /**
   * The same where somebody has counted.
   *
   * @param found number of each, by the names that counts have
   */
  public Facts withCounts(Collection<OpenCount> open, Map<String, Long> found) {
    Map<String, Map<String, Long>> byPolicy = new TreeMap<>();
    for (OpenCount count : open) {
      byPolicy
          .computeIfAbsent(count.policy(), none -> new TreeMap<>())
          .put(count.count(), found.get(count.name()));
    }
    return withCounts(byPolicy);
  }

  /** What a policy counted before the item, by name; none where nobody has. */
  public Map<String, Long> counts(String policy) {
    return isCounted() ? counts.getOrDefault(policy, Map.of()) : Map.of();
  }

  /** Whether somebody has counted what came before the item. */
  boolean isCounted() {
    return counts != null;
  }

  /** How things stood at the item's time. */
  public Conditions conditions() {
    return conditions;
  }

  /** Whether a factor of a space has an answer. */
  boolean answers(String space, String factor) {
    Label label = labels.get(space);
    return label != null && label.factors().containsKey(factor);
  }
}
