package io.idealstream.demo.feed;

import io.idealstream.wire.Keys;
import io.idealstream.wire.Outgoing;

/**
 * What the feed sends at once: a picture, and its caption beside it.
 *
 * @param id of the picture and of the caption
 * @param sample where both come from
 * @param whole whether the picture can be used
 */
public record Turn(
    String feed, String id, Sample sample, Outgoing picture, Outgoing caption, boolean whole) {

  /** The picture's identity. */
  public String key() {
    return Keys.item(feed, id);
  }
}
