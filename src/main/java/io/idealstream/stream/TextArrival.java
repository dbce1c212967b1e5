package io.idealstream.stream;

/**
 * A change of the vector of a text, as its topic delivered it.
 *
 * @param key {@code model/text}, see {@link io.idealstream.wire.Keys#text}
 * @param vector null where the text is removed
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record TextArrival(String key, float[] vector) {}
