package io.idealstream.stream.drift;

import io.idealstream.wire.Word;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/** What came of the current key's feed in intervals that are not closed yet, in state. */
final class OpenIntervals {

  /**
   * Bytes of intervals of all feeds together that have ended and wait for their number: there is
   * none while there is one feed alone. That of a feed is on its way.
   */
  private static final long MOST_BYTES_OF_ALL = 8 << 20;

  private static final int MOST_OF_ALL = 64;

  private final DriftSettings settings;
  private final MapState<Long, byte[]> state;

  OpenIntervals(DriftSettings settings, MapState<Long, byte[]> state) {
    this.settings = settings;
    this.state = state;
  }

  /** What came in an interval; null for nothing. */
  byte[] get(long interval) throws Exception {
    return state.get(interval);
  }

  void put(long interval, byte[] items) throws Exception {
    state.put(interval, items);
  }

  byte[] take(long interval) throws Exception {
    byte[] items = state.get(interval);
    state.remove(interval);
    return items;
  }

  /** All of them. */
  List<Long> all() throws Exception {
    List<Long> all = new ArrayList<>();
    state.keys().forEach(all::add);
    return all;
  }

  /** Takes all. */
  List<byte[]> takeAll() throws Exception {
    List<byte[]> all = new ArrayList<>();
    state.values().forEach(all::add);
    state.clear();
    return all;
  }

  /** Intervals that have ended at a watermark, in order. */
  List<Long> due(long watermark) throws Exception {
    List<Long> due = new ArrayList<>();
    for (long interval : state.keys()) {
      if (settings.closing(interval) <= watermark) {
        due.add(interval);
      }
    }
    due.sort(null);
    return due;
  }

  /**
   * Takes what came of all feeds before there was a second one: nobody watches that. Of a feed
   * everything is watched, also what came before the subtask that saw it first has told of it.
   *
   * @param number of the current key, once it is known
   */
  List<byte[]> takeUnwatched(FeedSample number) throws Exception {
    List<byte[]> before = new ArrayList<>();
    if (number.feed().equals(Word.EVERY_FEED)) {
      for (long interval : all()) {
        if (interval < number.interval()) {
          before.add(take(interval));
        }
      }
    }
    return before;
  }

  /**
   * Takes the oldest of those that have ended, where too many wait.
   *
   * @param feed {@code *} for all feeds
   */
  List<byte[]> takeBeyondBound(String feed, List<Long> due) throws Exception {
    List<byte[]> oldest = new ArrayList<>();
    if (feed.equals(Word.EVERY_FEED)) {
      long bytes = 0;
      for (int i = due.size() - 1; i >= 0; i--) {
        bytes += get(due.get(i)).length;
        if (bytes > MOST_BYTES_OF_ALL || due.size() - i > MOST_OF_ALL) {
          oldest.add(take(due.get(i)));
        }
      }
    }
    return oldest;
  }
}
