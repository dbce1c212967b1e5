package io.idealstream.demo.count;

import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.TopicRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the output topics held: how many records of each, and which images they answer. */
public final class Answers {

  private final Map<String, Long> firstRead = new HashMap<>();
  private final Map<String, Map<String, Integer>> labelsBySpace = new HashMap<>();
  private final List<Origin> refused = new ArrayList<>();
  private long labels;
  private long hits;
  private long words;
  private long lastReadMillis;

  /**
   * @param readMillis when a read_committed reader got the label, milliseconds since 1970
   */
  public void label(Label label, long readMillis) {
    String key = Keys.item(label.feed(), label.id());
    labels++;
    lastReadMillis = Math.max(lastReadMillis, readMillis);
    firstRead.putIfAbsent(key, readMillis);
    labelsBySpace
        .computeIfAbsent(key, item -> new HashMap<>())
        .merge(label.space(), 1, Integer::sum);
  }

  public void hit() {
    hits++;
  }

  public void words() {
    words++;
  }

  public void deadLetter(TopicRecord letter) {
    refused.add(Origin.ofDeadLetter(letter));
  }

  public long labels() {
    return labels;
  }

  public long hits() {
    return hits;
  }

  /** Records of topic {@code words}. */
  public long wordRecords() {
    return words;
  }

  public long deadLetters() {
    return refused.size();
  }

  /** How many images have an answer by now. */
  public long labelledImages() {
    return firstRead.size();
  }

  /** When the last label was read, milliseconds since 1970; 0 before the first. */
  public long lastReadMillis() {
    return lastReadMillis;
  }

  Set<String> labelled() {
    return firstRead.keySet();
  }

  Long firstReadMillis(String key) {
    return firstRead.get(key);
  }

  /** The most labels that one space gave to an image. */
  int mostLabels(String key) {
    return labelsBySpace.get(key).values().stream().mapToInt(times -> times).max().orElse(0);
  }

  List<Origin> refused() {
    return refused;
  }
}
