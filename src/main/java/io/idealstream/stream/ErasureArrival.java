package io.idealstream.stream;

import io.idealstream.wire.Erasure;

/**
 * A request to forget an item, as its topic delivered it.
 *
 * @param erasure null where it was rejected
 * @param rejected why the request cannot be used; null where it can
 */
public record ErasureArrival(String request, Erasure erasure, String rejected) {}
