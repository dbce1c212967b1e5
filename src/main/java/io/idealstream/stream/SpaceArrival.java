package io.idealstream.stream;

/**
 * A change of a space, as its topic delivered it.
 *
 * @param definition canonical JSON of a valid definition; null where the space is to be removed or
 *     was rejected
 * @param rejected why the definition cannot be used; null where it can
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record SpaceArrival(String space, byte[] definition, String rejected) {}
