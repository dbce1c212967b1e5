package io.idealstream.wire;

import java.time.Instant;

/**
 * That an item is to be forgotten.
 *
 * @param request a name for this request, by which it is answered: it stays on topic {@code status}
 *     and says nothing of the item
 * @param feed of the item
 * @param id of the item
 * @param by who asks for it
 * @param time at which it was asked for; once it is read never null
 */
public record Erasure(
    String request,
    String feed,
    String id,
    String by,
    @OrAbsent String reason,
    @OrAbsent Instant time) {

  /** The same, asked for at a time. */
  public Erasure askedAt(Instant when) {
    return new Erasure(request, feed, id, by, reason, when);
  }

  /** {@code feed/id}: the item. */
  public String item() {
    return Keys.item(feed, id);
  }
}
