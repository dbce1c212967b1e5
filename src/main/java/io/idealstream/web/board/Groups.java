package io.idealstream.web.board;

import io.idealstream.wire.DriftScore;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Quality;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Live accuracy of each label factor against feedback, on average and in the worst group. */
final class Groups {

  static final int MOST = 500;
  private static final int MOST_POINTS = 180;

  /** Beside the accuracy of groups, that of all items. */
  private static final String AVERAGE = "average";

  private record Key(String space, String factor) {}

  private record Point(Instant at, GroupAccuracy raw, GroupAccuracy debiased) {}

  private static final class Group {
    private final Deque<Point> points = new ArrayDeque<>();
    private Quality last;
  }

  private final Map<Key, Group> groups = new LinkedHashMap<>();
  private final Map<String, Map<String, Map<String, Double>>> ofGroups = new LinkedHashMap<>();
  private final Set<Key> changed = new LinkedHashSet<>();
  private long leftOut;

  void note(Quality quality) {
    if (quality.factor() == null || quality.raw() == null) {
      return;
    }
    Key key = new Key(quality.space(), quality.factor());
    if (!groups.containsKey(key) && groups.size() >= MOST) {
      leftOut++;
      return;
    }
    Group group = groups.computeIfAbsent(key, unseen -> new Group());
    group.last = quality;
    group.points.add(new Point(quality.asOf(), quality.raw(), quality.debiased()));
    if (group.points.size() > MOST_POINTS) {
      group.points.remove();
    }
    changed.add(key);
  }

  /** Notes the accuracy of every group, where a watch of labels tells it. */
  void note(DriftScore score) {
    if (score.accuracy() != null
        && (ofGroups.containsKey(score.space()) || ofGroups.size() < MOST)) {
      ofGroups.put(score.space(), score.accuracy());
    }
  }

  /** Records of further factors that there was no room for. */
  long leftOut() {
    return leftOut;
  }

  List<Map<String, Object>> view() {
    return groups.keySet().stream().map(this::view).toList();
  }

  /** Those that changed since the last call. */
  List<Map<String, Object>> takeChanged() {
    List<Map<String, Object>> views = changed.stream().map(this::view).toList();
    changed.clear();
    return views;
  }

  private Map<String, Object> view(Key key) {
    Group group = groups.get(key);
    Quality last = group.last;
    Map<String, Double> each =
        ofGroups.getOrDefault(key.space(), Map.of()).getOrDefault(key.factor(), Map.of());
    return Fields.of(
        "space", key.space(),
        "factor", key.factor(),
        "asOf", last.asOf(),
        "items", last.items(),
        "raw", view(last.raw(), Map.of()),
        "debiased", view(last.debiased(), each),
        "abstained", last.abstained(),
        "calibration", last.calibration(),
        "series", series(group));
  }

  private static Map<String, Object> view(GroupAccuracy accuracy, Map<String, Double> each) {
    if (accuracy == null) {
      return null;
    }
    Map<String, Object> groups = new LinkedHashMap<>();
    each.forEach(
        (name, share) -> {
          if (!name.equals(AVERAGE)) {
            groups.put(name, Fields.of("accuracy", share, "items", null));
          }
        });
    return Fields.of(
        "worst", accuracy.worst(),
        "average", accuracy.average(),
        "worstGroup", accuracy.worstGroup(),
        "groups", groups);
  }

  private static Map<String, Object> series(Group group) {
    List<Object> at = new ArrayList<>();
    List<Object> rawWorst = new ArrayList<>();
    List<Object> worst = new ArrayList<>();
    List<Object> rawAverage = new ArrayList<>();
    List<Object> average = new ArrayList<>();
    for (Point point : group.points) {
      at.add(point.at() == null ? null : (Long) point.at().getEpochSecond());
      rawWorst.add(point.raw().worst());
      rawAverage.add(point.raw().average());
      worst.add(point.debiased() == null ? null : point.debiased().worst());
      average.add(point.debiased() == null ? null : point.debiased().average());
    }
    return Fields.of(
        "at", at,
        "rawWorst", rawWorst,
        "worst", worst,
        "rawAverage", rawAverage,
        "average", average);
  }
}
