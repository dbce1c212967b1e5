package io.idealstream.stream.inforce;

import java.io.Serializable;
import java.util.Set;

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
}
