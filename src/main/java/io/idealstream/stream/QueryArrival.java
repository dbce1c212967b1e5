package io.idealstream.stream;

import io.idealstream.wire.Query;

/**
 * A change of a standing query, as its topic delivered it.
 *
 * @param query null where the query is to be removed or was rejected
 * @param rejected why the query cannot be used; null where it can
 */
public record QueryArrival(String id, Query query, String rejected) {}
