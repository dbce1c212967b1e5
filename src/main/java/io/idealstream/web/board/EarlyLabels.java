package io.idealstream.web.board;

import io.idealstream.wire.TopicRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Labels that were read before their image, as partitions are read in any order; the newest. */
final class EarlyLabels {

  private static final int MOST = 2000;
  private static final int MOST_BYTES = 8 << 20;

  private final Map<String, List<TopicRecord>> byItem = new LinkedHashMap<>();
  private int records;
  private long bytes;

  void add(String item, TopicRecord label) {
    byItem.computeIfAbsent(item, unseen -> new ArrayList<>()).add(label);
    records++;
    bytes += label.value().length;
    while (records > MOST || bytes > MOST_BYTES) {
      take(byItem.keySet().iterator().next());
    }
  }

  /** The labels of an item, which then are not kept any more. */
  List<TopicRecord> take(String item) {
    List<TopicRecord> labels = byItem.remove(item);
    if (labels == null) {
      return List.of();
    }
    records -= labels.size();
    labels.forEach(label -> bytes -= label.value().length);
    return labels;
  }
}
