package io.idealstream.demo.feed;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is true of the pictures that were sent, by their identity. */
public final class Truth {

  private final Map<String, Sample> sent = new ConcurrentHashMap<>();

  /** Notes what is about to be sent. */
  public void note(Turn turn) {
    sent.put(turn.key(), turn.sample());
  }

  /**
   * The sample behind an item, if this demo sent it.
   *
   * @param key of the item, see {@link io.idealstream.wire.Keys#item}
   */
  public Optional<Sample> of(String key) {
    return Optional.ofNullable(sent.get(key));
  }
}
