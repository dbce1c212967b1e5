package io.idealstream.stream;

import io.idealstream.stream.type.QueryType;
import io.idealstream.wire.Query;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A change of a standing query, as its topic delivered it.
 *
 * @param query null where the query is to be removed or was rejected
 * @param rejected why the query cannot be used; null where it can
 */
public record QueryArrival(String id, @TypeInfo(QueryType.class) Query query, String rejected) {}
