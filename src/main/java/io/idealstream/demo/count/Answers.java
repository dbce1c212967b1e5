package io.idealstream.demo.count;

import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.TopicRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the output topics held: how many records of each, and which images they answer. May be asked
 * while it is being filled.
 */
public final class Answers {

  private final Map<String, Long> firstRead = new HashMap<>();
  private final Map<String, Map<String, Integer>> labelsBySpace = new HashMap<>();
  private final List<Origin> refused = new ArrayList<>();
  private long labels;
  private long hits;
  private long decisions;
  private long words;
  private long lastReadMillis;

  /**
   * @param readMillis when a read_committed reader got the label, milliseconds since 1970
   */
  public synchronized void label(Label label, long readMillis) {
    String key = Keys.item(label.feed(), label.id());
    labels++;
    lastReadMillis = Math.max(lastReadMillis, readMillis);
    firstRead.putIfAbsent(key, readMillis);
    labelsBySpace
        .computeIfAbsent(key, item -> new HashMap<>())
        .merge(label.space(), 1, Integer::sum);
  }

  public synchronized void hit() {
    hits++;
  }

  public synchronized void decision() {
    decisions++;
  }

  public synchronized void words() {
    words++;
  }

  public synchronized void deadLetter(TopicRecord letter) {
    refused.add(Origin.ofDeadLetter(letter));
  }

  public synchronized long labels() {
    return labels;
  }

  public synchronized long hits() {
    return hits;
  }

  public synchronized long decisions() {
    return decisions;
  }

  /** Records of topic {@code words}. */
  public synchronized long wordRecords() {
    return words;
  }

  public synchronized long deadLetters() {
    return refused.size();
  }

  /** How many images have an answer by now. */
  public synchronized long labelledImages() {
    return firstRead.size();
  }

  /** When the last label was read, milliseconds since 1970; 0 before the first. */
  public synchronized long lastReadMillis() {
    return lastReadMillis;
  }

  /** Holds every image against its answer, as far as there is one by now. */
  public synchronized Balance balance(Images images) {
    return Balance.of(images, this);
  }

  /** Records that any answer may be in; grows as long as the job answers. */
  public synchronized long records() {
    return labels + refused.size();
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
