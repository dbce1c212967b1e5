package io.idealstream.stream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/**
 * How far the watch of a feed is, as state holds it.
 *
 * @param number see {@link FeedSample#number}; {@link FeedSample#NONE} before it is known
 * @param closed the last interval that was closed
 * @param spaceVersion that the feed is watched by; 0 for none yet
 * @param model alike; null for none yet
 * @param reference how many references were begun
 */
record FeedState(int number, long closed, long spaceVersion, String model, long reference) {

  private static final int LAYOUT = 1;

  static FeedState of(byte[] bytes) {
    if (bytes == null) {
      return new FeedState(FeedSample.NONE, Long.MIN_VALUE, 0, null, 0);
    }
    FlatReader in = new FlatReader("watch of a feed", LAYOUT, bytes);
    return new FeedState((int) in.number(), in.number(), in.number(), in.text(), in.number());
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT)
        .number(number)
        .number(closed)
        .number(spaceVersion)
        .text(model)
        .number(reference)
        .toBytes();
  }

  boolean isNumbered() {
    return number != FeedSample.NONE;
  }

  boolean isWatched() {
    return model != null;
  }

  boolean watches(WatchedSpace space) {
    return spaceVersion == space.version() && space.model().equals(model);
  }

  FeedState numbered(int other) {
    return new FeedState(other, closed, spaceVersion, model, reference);
  }

  FeedState closed(long interval) {
    return new FeedState(number, interval, spaceVersion, model, reference);
  }

  /** A new reference, by a space. */
  FeedState watching(WatchedSpace space) {
    return new FeedState(number, closed, space.version(), space.model(), reference + 1);
  }

  FeedState unwatched() {
    return new FeedState(number, closed, 0, null, reference);
  }
}
