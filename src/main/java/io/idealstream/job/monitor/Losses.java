package io.idealstream.job.monitor;

import java.util.Map;

/**
 * What did not go its ordinary way since the start, or waits to.
 *
 * @param deadLetters by reason
 * @param itemsHeld by operator, items that wait for spaces or queries to be in force; each subtask
 *     of {@code match} holds every item
 * @param itemsAnsweredEarly by operator, items that could not wait any longer
 * @param itemsLate by operator, items that came behind the watermark
 * @param itemsTooLate hits of windows that were closed
 * @param itemsForgotten items too old to count in words
 * @param feedbackEvicted by operator, feedback that went before its item came
 * @param feedbackUnmatched feedback whose item never came
 * @param lost records that were written and could not be committed, by topic
 * @param unknownNames by kind, names in the values of items that no space has
 */
public record Losses(
    Map<String, Long> deadLetters,
    Map<String, Long> itemsHeld,
    Map<String, Long> itemsAnsweredEarly,
    Map<String, Long> itemsLate,
    long itemsTooLate,
    long itemsForgotten,
    Map<String, Long> feedbackEvicted,
    long feedbackUnmatched,
    Map<String, Long> lost,
    Map<String, Long> unknownNames) {

  /** Nothing was lost, and nothing waits. */
  public static final Losses NONE =
      new Losses(Map.of(), Map.of(), Map.of(), Map.of(), 0, 0, Map.of(), 0, Map.of(), Map.of());

  /** The same with other dead letters. */
  public Losses withDeadLetters(Map<String, Long> byReason) {
    return new Losses(
        byReason,
        itemsHeld,
        itemsAnsweredEarly,
        itemsLate,
        itemsTooLate,
        itemsForgotten,
        feedbackEvicted,
        feedbackUnmatched,
        lost,
        unknownNames);
  }

  /** Dead letters of all reasons. */
  public long allDeadLetters() {
    return deadLetters.values().stream().mapToLong(count -> count).sum();
  }

  /** Lost records of all topics. */
  public long allLost() {
    return lost.values().stream().mapToLong(count -> count).sum();
  }

  /** Adds what it says to the snapshot's fields. */
  void addTo(Map<String, Object> tree) {
    tree.put("deadLetters", deadLetters);
    tree.put("itemsHeld", itemsHeld);
    tree.put("itemsAnsweredEarly", itemsAnsweredEarly);
    tree.put("itemsLate", itemsLate);
    tree.put("itemsTooLate", itemsTooLate);
    tree.put("itemsForgotten", itemsForgotten);
    tree.put("feedbackEvicted", feedbackEvicted);
    tree.put("feedbackUnmatched", feedbackUnmatched);
    tree.put("lost", lost);
    tree.put("unknownNames", unknownNames);
  }
}
