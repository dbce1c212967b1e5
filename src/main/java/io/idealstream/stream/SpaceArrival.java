package io.idealstream.stream;

/**
 * A change of a space, as its topic delivered it.
 *
 * @param definition canonical JSON of a valid definition; null where the space is to be removed or
 *     was rejected
 * @param rejected why the definition cannot be used; null where it can
 * @param version that the definition is to have; 0 for the one that comes next
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record SpaceArrival(String space, byte[] definition, String rejected, long version) {

  /** A change that has the next version. */
  public SpaceArrival(String space, byte[] definition, String rejected) {
    this(space, definition, rejected, 0);
  }
}
