package io.idealstream.stream.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Drift;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;

/**
 * How far the watch of a feed is, as state holds it.
 *
 * @param number see {@link FeedSample#number}; {@link FeedSample#NONE} before it is known
 * @param closed the last interval that was closed
 * @param spaceVersion that the feed is watched by; 0 for none yet
 * @param model alike; null for none yet
 * @param reference how many references were begun
 * @param begun event time from which on the reference is gathered; null for none yet
 * @param open the drift that is not over; null for none
 * @param told how far it was told
 * @param late items that came after their interval was closed, since the last was
 * @param gathered items of the reference while it is gathered
 */
record FeedState(
    int number,
    long closed,
    long spaceVersion,
    String model,
    long reference,
    Instant begun,
    Drift open,
    Telling told,
    long late,
    long gathered) {

  private static final int LAYOUT = 2;

  /** That did not say how much of a reference was gathered. */
  private static final int UNCOUNTED = 1;

  /** Whether people were told of a drift. */
  enum Telling {
    /** It is muted, or there is none. */
    NOT,
    /** It was, before what is known of it now. */
    BEFORE,
    /** All of it was. */
    WHOLLY
  }

  private static final FeedState NEW =
      new FeedState(FeedSample.NONE, Long.MIN_VALUE, 0, null, 0, null, null, Telling.NOT, 0, 0);

  static FeedState of(byte[] bytes) {
    if (bytes == null) {
      return NEW;
    }
    boolean counted = FlatReader.layout(bytes) != UNCOUNTED;
    FlatReader in = new FlatReader("watch of a feed", counted ? LAYOUT : UNCOUNTED, bytes);
    return new FeedState(
        (int) in.number(),
        in.number(),
        in.number(),
        in.text(),
        in.number(),
        in.time(),
        drift(in.bytes()),
        Telling.valueOf(in.text()),
        in.number(),
        counted ? in.number() : 0);
  }

  private static Drift drift(byte[] bytes) {
    try {
      return bytes == null ? null : Topic.DRIFT.decode(bytes, Encoding.JSON);
    } catch (Unreadable why) {
      throw new IllegalStateException("drift in state: " + new String(bytes, UTF_8), why);
    }
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT)
        .number(number)
        .number(closed)
        .number(spaceVersion)
        .text(model)
        .number(reference)
        .time(begun)
        .bytes(open == null ? null : Topic.DRIFT.encode(open, Encoding.JSON))
        .text(told.name())
        .number(late)
        .number(gathered)
        .toBytes();
  }

  /** Whether it is known if the feed is watched. */
  boolean isNumbered() {
    return number != FeedSample.NONE;
  }

  boolean isBeyond() {
    return number == FeedSample.BEYOND;
  }

  boolean isWatched() {
    return model != null;
  }

  boolean watches(WatchedSpace space) {
    return spaceVersion == space.version() && space.model().equals(model);
  }

  FeedState numbered(int other) {
    return new FeedState(
        other, closed, spaceVersion, model, reference, begun, open, told, late, gathered);
  }

  /** An interval is closed, and what was late before it is told of. */
  FeedState closed(long interval) {
    return new FeedState(
        number, interval, spaceVersion, model, reference, begun, open, told, 0, gathered);
  }

  FeedState late(long more) {
    return new FeedState(
        number, closed, spaceVersion, model, reference, begun, open, told, late + more, gathered);
  }

  /** So many items more are part of its reference. */
  FeedState gathering(long more) {
    return new FeedState(
        number, closed, spaceVersion, model, reference, begun, open, told, late, gathered + more);
  }

  /** A new reference from an event time on, by a space. */
  FeedState watching(WatchedSpace space, Instant from) {
    return new FeedState(
        number,
        closed,
        space.version(),
        space.model(),
        reference + 1,
        from,
        null,
        Telling.NOT,
        late,
        0);
  }

  FeedState drifting(Drift drift, Telling now) {
    return new FeedState(
        number, closed, spaceVersion, model, reference, begun, drift, now, late, gathered);
  }

  boolean hasExample(String id) {
    return open != null && open.examples().contains(id);
  }

  FeedState withoutExample(String id) {
    return hasExample(id) ? drifting(open.withoutExample(id), told) : this;
  }

  FeedState calm() {
    return drifting(null, Telling.NOT);
  }

  /** Watched by a new reference from the next interval on, which ends a drift that is open. */
  FeedState anew() {
    return new FeedState(number, closed, 0, null, reference, begun, open, told, late, gathered);
  }

  FeedState unwatched() {
    return new FeedState(number, closed, 0, null, reference, null, null, Telling.NOT, 0, 0);
  }
}
