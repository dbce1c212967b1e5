package io.idealstream.stream.drift;

import io.idealstream.stream.AnsweredItem;
import io.idealstream.wire.Keys;

/**
 * Labels of a feed's item that feedback judges, or the number that the feed has in its space.
 *
 * @param item null with a number
 * @param number null with an item
 */
public record FeedAnswer(AnsweredItem item, FeedSample number) {

  static FeedAnswer of(AnsweredItem item) {
    return new FeedAnswer(item, null);
  }

  public static FeedAnswer of(FeedSample number) {
    return new FeedAnswer(null, number);
  }

  /** {@code space/feed} */
  public String key() {
    return item == null ? WatchFeeds.key(number) : Keys.feed(item.space(), item.feed());
  }
}
