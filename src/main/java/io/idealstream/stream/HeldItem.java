package io.idealstream.stream;

import java.time.Instant;

/**
 * What is kept of an item until there is feedback about it.
 *
 * @param key {@code feed/id}: the item
 * @param content what feedback is held against, as state holds it
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record HeldItem(String key, Instant time, byte[] content) {}
