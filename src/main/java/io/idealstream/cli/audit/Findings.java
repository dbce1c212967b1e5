package io.idealstream.cli.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Items that something is wrong with, by what, feed and partition; the first ids of each. */
public final class Findings {
  /** More are counted under one line: names of feeds are not ours. */
  private static final int MAX_GROUPS = 1000;

  private static final int IDS = 5;

  /**
   * @param what the space, the query or the topic
   */
  private record Group(String what, String feed, int partition) implements Comparable<Group> {
    private static final Group OTHERS = new Group("others", "", -1);

    @Override
    public int compareTo(Group other) {
      int order = what.compareTo(other.what);
      order = order == 0 ? feed.compareTo(other.feed) : order;
      return order == 0 ? Integer.compare(partition, other.partition) : order;
    }
  }

  private static final class Line {
    private long count;
    private final List<Map<String, Object>> ids = new ArrayList<>();
  }

  private final Map<Group, Line> lines = new TreeMap<>();
  private long total;

  /**
   * Adds an item.
   *
   * @param id null for a record without
   */
  void add(String what, String id, Sighting where, long count) {
    Group group = new Group(what, where.feed(), where.partition());
    if (!lines.containsKey(group) && lines.size() >= MAX_GROUPS) {
      group = Group.OTHERS;
    }
    Line line = lines.computeIfAbsent(group, unseen -> new Line());
    line.count += count;
    total += count;
    if (line.ids.size() < IDS) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", id);
      one.put("offset", where.offset());
      line.ids.add(one);
    }
  }

  long total() {
    return total;
  }

  /** Of one space, query or topic. */
  long of(String what) {
    return lines.entrySet().stream()
        .filter(line -> line.getKey().what.equals(what))
        .mapToLong(line -> line.getValue().count)
        .sum();
  }

  /**
   * Such as {@code missing 3 of birds, feed cam-1, partition 2: a (offset 7), b (offset 9), ...}.
   */
  List<String> sentences(String what) {
    List<String> all = new ArrayList<>();
    lines.forEach(
        (group, line) -> {
          String ids =
              line.ids.stream()
                  .map(
                      one ->
                          one.get("id") == null
                              ? "offset " + one.get("offset")
                              : one.get("id") + " (offset " + one.get("offset") + ")")
                  .collect(Collectors.joining(", "));
          all.add(
              "%s %d of %s, feed %s, partition %d: %s%s"
                  .formatted(
                      what,
                      line.count,
                      group.what,
                      group.feed,
                      group.partition,
                      ids,
                      line.count > line.ids.size() ? ", ..." : ""));
        });
    return all;
  }

  /** For JSON. */
  List<Map<String, Object>> tree() {
    List<Map<String, Object>> all = new ArrayList<>();
    lines.forEach(
        (group, line) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("of", group.what);
          one.put("feed", group.feed);
          one.put("partition", group.partition);
          one.put("count", line.count);
          one.put("first", line.ids);
          all.add(one);
        });
    return all;
  }
}
