package io.idealstream.job.monitor;

import java.util.Map;

/**
 * What did not go its ordinary way since the start, or waits to.
 *
 * @param deadLetters by reason
 * @param itemsHeld by operator, items that wait for spaces or queries to be in force; each subtask
 *     of {@code match} holds every item
 * @param itemsAnsweredEarly by operator, items that could not wait any longer
 * @param itemsTooLate hits of windows that were closed
 * @param itemsForgotten items too old to count in words
 * @param feedbackEvicted by operator, feedback that went before its item came
 */
public record Losses(
    Map<String, Long> deadLetters,
    Map<String, Long> itemsHeld,
    Map<String, Long> itemsAnsweredEarly,
    long itemsTooLate,
    long itemsForgotten,
    Map<String, Long> feedbackEvicted) {

  /** Dead letters of all reasons. */
  public long allDeadLetters() {
    return deadLetters.values().stream().mapToLong(count -> count).sum();
  }

  /** Adds what it says to the snapshot's fields. */
  void addTo(Map<String, Object> tree) {
    tree.put("deadLetters", deadLetters);
    tree.put("itemsHeld", itemsHeld);
    tree.put("itemsAnsweredEarly", itemsAnsweredEarly);
    tree.put("itemsTooLate", itemsTooLate);
    tree.put("itemsForgotten", itemsForgotten);
    tree.put("feedbackEvicted", feedbackEvicted);
  }
}
