package io.idealstream.stream.inforce;

import java.io.Serializable;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What items wait for, and how many may.
 *
 * @param awaited names of what existed when the job started
 * @param maxItems most items that wait in one subtask; beyond it the oldest is answered at once
 */
public record WaitingSettings(Set<String> awaited, int maxItems) implements Serializable {

  public WaitingSettings {
    awaited = Set.copyOf(awaited);
    if (maxItems < 0) {
      throw new IllegalArgumentException(
          "at most %d items may wait, expected none below 0".formatted(maxItems));
    }
  }

  /** The same for some of the names. */
  public WaitingSettings only(Predicate<String> wanted) {
    return new WaitingSettings(
        awaited.stream().filter(wanted).collect(Collectors.toSet()), maxItems);
  }
}
