package io.idealstream.stream.drift;

/**
 * What came of a feed in an interval with one subtask, or the number that the feed has in its
 * space.
 *
 * @param feed {@code *} for all feeds of the space
 * @param number from 1, in order of appearance; 0 of all feeds; {@link #BEYOND} where the space has
 *     too many; {@link #NONE} in a sample
 * @param interval that the items are of, or in which the feed was first seen
 * @param items an {@link io.idealstream.drift.IntervalItems} as bytes; null with a number
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record FeedSample(String space, String feed, int number, long interval, byte[] items) {

  /** No number. */
  static final int NONE = -1;

  /** Nobody watches the feed: there are others enough. */
  static final int BEYOND = -2;

  static FeedSample of(String space, String feed, long interval, byte[] items) {
    return new FeedSample(space, feed, NONE, interval, items);
  }

  static FeedSample numbered(String space, String feed, int number, long interval) {
    return new FeedSample(space, feed, number, interval, null);
  }
}
