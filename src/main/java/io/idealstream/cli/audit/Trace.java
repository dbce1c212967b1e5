package io.idealstream.cli.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that was found of one item, which may have been sent more than once. */
final class Trace {
  private final List<Sighting> sightings = new ArrayList<>(1);
  private final Map<Long, Map<String, Integer>> labels = new HashMap<>(2);
  private final Map<String, Integer> unwritten = new HashMap<>(0);
  private final Map<Long, Map<String, Integer>> hits = new HashMap<>(0);

  void sighting(Sighting sighting) {
    sightings.add(sighting);
  }

  void label(String space, long time) {
    labels.computeIfAbsent(time, unseen -> new HashMap<>(2)).merge(space, 1, Integer::sum);
  }

  /** A label that became a dead letter, as being too large. */
  void unwritten(String space) {
    unwritten.merge(space, 1, Integer::sum);
  }

  void hit(String query, long time) {
    hits.computeIfAbsent(time, unseen -> new HashMap<>(2)).merge(query, 1, Integer::sum);
  }

  /** Those in the range, by the time of the item. */
  Map<Long, List<Sighting>> byTime() {
    Map<Long, List<Sighting>> byTime = new HashMap<>(2);
    sightings.forEach(
        one -> byTime.computeIfAbsent(one.time(), unseen -> new ArrayList<>(1)).add(one));
    return byTime;
  }

  /** How many labels the item of a time has, by space. */
  Map<String, Integer> labels(long time) {
    return labels.getOrDefault(time, Map.of());
  }

  int unwrittenIn(String space) {
    return unwritten.getOrDefault(space, 0);
  }

  /** How often the item of a time was hit, by query and version. */
  Map<String, Integer> hits(long time) {
    return hits.getOrDefault(time, Map.of());
  }
}
