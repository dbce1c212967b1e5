package io.idealstream.stream;

import java.time.Instant;

/**
 * A part of what is known of an item, on its way to who decides about it.
 *
 * @param item {@code feed/id}
 * @param time the item's own
 * @param content as {@link io.idealstream.stream.decide.Labelled} or {@link
 *     io.idealstream.stream.decide.Matched} writes it; null where the item is to be forgotten
 * @param firstGroup of the key groups of queries that the item was held against
 * @param groups how many there are
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record ItemPart(
    String item, Instant time, Kind kind, byte[] content, int firstGroup, int groups) {

  /** What a part says. */
  public enum Kind {
    /** The item itself, and its labels in all spaces. */
    LABELLED,
    /** Its hits of some queries. */
    MATCHED,
    /** A hit that came later, as of a window that is closed. */
    LATER,
    /** That the item is to be forgotten. */
    FORGOTTEN
  }

  /** A part that is not of some queries. */
  public ItemPart(String item, Instant time, Kind kind, byte[] content) {
    this(item, time, kind, content, 0, 0);
  }

  /** That an item is to be forgotten, once whoever says so sends nothing more of it. */
  public static ItemPart forgotten(Embedded item) {
    return new ItemPart(item.item(), item.time(), Kind.FORGOTTEN, null);
  }
}
