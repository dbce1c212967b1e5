package io.idealstream.stream.drift;

import io.idealstream.wire.Erasure;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Word;
import java.util.Optional;

/** An item that is to be forgotten, as the watches of feeds know it. */
record ForgottenItem(Erasure erasure) {

  /** Why a reference begins anew. */
  static final String WHY =
      "what is normal is gathered anew: an item that its reference was set up by is forgotten";

  /**
   * The name that the item has with a feed of a space; empty where the feed is another one.
   *
   * @param key {@code space/feed}; of all feeds together the item is named with its own
   */
  Optional<String> name(String key) {
    String feed = Keys.feed(key);
    if (feed.equals(Word.EVERY_FEED)) {
      return Optional.of(erasure.item());
    }
    return feed.equals(erasure.feed()) ? Optional.of(erasure.id()) : Optional.empty();
  }
}
