package io.idealstream.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which policies are in force at which event time: each version from its own time on until the next
 * one's.
 *
 * <p>What was replaced stays known, so that an item of before is decided as it would have been
 * then; of each policy at most {@link #MOST_VERSIONS}. Not for several threads at once.
 */
public final class PolicyTimeline {

  /** Versions of one policy that are known at a time. */
  static final int MOST_VERSIONS = 10;

  /**
   * What becomes of a name at a time.
   *
   * @param policy null where it is removed
   */
  private record Change(long version, Instant since, CompiledPolicy policy) {}

  private final Map<String, List<Change>> byName = new HashMap<>();
  private final TreeMap<Instant, PolicySet> sets = new TreeMap<>();

  /** From when on every version is known; null for always. */
  private Instant knownFrom;

  /**
   * A version comes into force. Versions of a name come in order; one that is known already changes
   * nothing.
   *
   * @param policy null where the name is removed
   */
  public void put(String name, long version, Instant since, CompiledPolicy policy) {
    List<Change> changes = byName.computeIfAbsent(name, none -> new ArrayList<>());
    if (!changes.isEmpty() && changes.get(changes.size() - 1).version >= version) {
      return;
    }
    changes.add(new Change(version, since, policy));
    if (changes.size() > MOST_VERSIONS) {
      changes.remove(0);
    }
    changed();
  }

  /** Whether a version of a name is known; of many the oldest are not any more. */
  public boolean isKnown(String name, long version) {
    return byName.getOrDefault(name, List.of()).stream()
        .anyMatch(change -> change.version == version);
  }

  /** Forgets a name that was removed. */
  public void forget(String name) {
    byName.remove(name);
    changed();
  }

  private void changed() {
    sets.clear();
    knownFrom =
        byName.values().stream()
            .map(changes -> changes.get(0))
            .filter(first -> first.version > 1)
            .map(Change::since)
            .max(Comparator.naturalOrder())
            .orElse(null);
  }

  /** Whether a policy may have had a version at a time that is not known any more. */
  public boolean isBeyond(Instant time) {
    return knownFrom != null && time.isBefore(knownFrom);
  }

  /** The policies in force at a time. */
  public PolicySet at(Instant time) {
    if (sets.isEmpty()) {
      sets.put(Instant.MIN, new PolicySet(List.of()));
      byName.values().forEach(changes -> changes.forEach(one -> sets.put(one.since, null)));
    }
    Map.Entry<Instant, PolicySet> entry = sets.floorEntry(time);
    if (entry.getValue() == null) {
      PolicySet made = new PolicySet(inForce(entry.getKey()));
      sets.put(entry.getKey(), made);
      return made;
    }
    return entry.getValue();
  }

  private List<InForce> inForce(Instant time) {
    return byName.values().stream()
        .map(changes -> last(changes, time))
        .filter(Objects::nonNull)
        .toList();
  }

  /** The version in force at a time; null for none. */
  private static InForce last(List<Change> changes, Instant time) {
    InForce last = null;
    for (Change change : changes) {
      if (!change.since.isAfter(time)) {
        last =
            change.policy == null ? null : new InForce(change.policy, change.version, change.since);
      }
    }
    return last;
  }
}
