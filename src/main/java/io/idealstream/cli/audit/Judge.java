package io.idealstream.cli.audit;

import io.idealstream.client.Partition;
import io.idealstream.wire.TrialName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds items against their answers.
 *
 * <p>A space that is defined now is to label an item if it was in force when the item came, as
 * topic status says, or if it labelled an item before it in the same partition.
 */
final class Judge {
  /** What it calls records that are neither answered nor dead. */
  static final String DEAD_LETTERS = "dead-letters";

  private record Place(String space, int partition) {}

  private final SpacesInForce spaces;
  private final DeadPositions dead;
  private final Positions ofOtherModels;
  private final String images;
  private final Map<Place, Long> firstLabelled = new HashMap<>();

  private final Map<String, Long> labelled = new TreeMap<>();
  private final Findings missing = new Findings();
  private final Findings twice = new Findings();
  private long unlabelled;
  private long leftAside;
  private long hits;
  private long hitsOnTrial;

  /**
   * @param ofOtherModels images whose vectors the job leaves aside: nothing is to label them
   * @param images full name of the topic
   */
  Judge(SpacesInForce spaces, DeadPositions dead, Positions ofOtherModels, String images) {
    this.spaces = spaces;
    this.dead = dead;
    this.ofOtherModels = ofOtherModels;
    this.images = images;
  }

  /** Comes for every item before any is judged. */
  void look(Trace trace) {
    trace
        .byTime()
        .forEach(
            (time, sightings) -> {
              for (String space : trace.labels(time).keySet()) {
                for (Sighting one : sightings) {
                  firstLabelled.merge(new Place(space, one.partition()), one.offset(), Math::min);
                }
              }
            });
  }

  /**
   * Judges an item.
   *
   * @param item feed and id
   */
  void judge(String item, Trace trace) {
    String id = item.substring(item.indexOf('/') + 1);
    trace
        .byTime()
        .forEach(
            (time, sightings) -> {
              if (time == Sighting.UNREADABLE) {
                sightings.forEach(this::judgeUnreadable);
              } else {
                judge(id, trace, time, sightings);
              }
            });
  }

  private void judge(String id, Trace trace, long time, List<Sighting> all) {
    Map<String, Integer> labels = trace.labels(time);
    List<Sighting> live = all.stream().filter(one -> !isDead(one)).toList();
    Set<String> named = new HashSet<>(labels.keySet());
    named.addAll(spaces.names());
    boolean answered = false;
    for (String space : named) {
      int found = labels.getOrDefault(space, 0);
      labelled.merge(space, (long) found, Long::sum);
      List<Sighting> due = live.stream().filter(one -> isDue(space, one)).toList();
      answered |= found > 0 || !due.isEmpty();
      int lacking = due.size() - found - trace.unwrittenIn(space);
      if (lacking > 0) {
        missing.add(space, id, due.get(due.size() - 1), lacking);
      }
      if (found > all.size()) {
        twice.add(space, id, all.get(0), (long) found - all.size());
      }
    }
    long aside = live.stream().filter(this::isOfAnotherModel).count();
    leftAside += answered ? 0 : aside;
    unlabelled += answered ? 0 : live.size() - aside;
    trace
        .hits(time)
        .forEach(
            (query, found) -> {
              hits += found;
              hitsOnTrial += TrialName.isOne(QueryVersion.query(query)) ? found : 0;
              if (found > all.size()) {
                twice.add("query " + query, id, all.get(0), (long) found - all.size());
              }
            });
  }

  /** A record that is no item must have become a dead letter. */
  private void judgeUnreadable(Sighting one) {
    if (!isDead(one)) {
      missing.add(DEAD_LETTERS, null, one, 1);
    }
  }

  private boolean isDead(Sighting one) {
    return dead.isDead(new Partition(images, one.partition()), one.offset());
  }

  private boolean isOfAnotherModel(Sighting one) {
    return ofOtherModels.contains(new Partition(images, one.partition()), one.offset());
  }

  private boolean isDue(String space, Sighting one) {
    if (isOfAnotherModel(one) || !spaces.covers(space, one.feed())) {
      return false;
    }
    Long first = firstLabelled.get(new Place(space, one.partition()));
    return (first != null && one.offset() >= first) || spaces.wasActive(space, one.arrived());
  }

  Map<String, Long> labelled() {
    return labelled;
  }

  /** Items that no space was to label, and none did. */
  long unlabelled() {
    return unlabelled;
  }

  /** Items of another model than the job's, which nothing labelled. */
  long leftAside() {
    return leftAside;
  }

  long hits() {
    return hits;
  }

  /** Those among the hits whose queries are on trial. */
  long hitsOnTrial() {
    return hitsOnTrial;
  }

  Findings missing() {
    return missing;
  }

  Findings twice() {
    return twice;
  }
}
