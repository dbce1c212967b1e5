package io.idealstream.stream;

import io.idealstream.wire.Erasure;
import java.time.Instant;

/**
 * What is kept of an item until there is feedback about it.
 *
 * @param key {@code feed/id}: the item
 * @param content what feedback is held against, as state holds it; null where the item is to be
 *     forgotten
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record HeldItem(String key, Instant time, byte[] content) {

  /** That an item is to be forgotten. */
  public static HeldItem forgotten(Erasure erasure) {
    return new HeldItem(erasure.item(), erasure.time(), null);
  }
}
