package io.idealstream.stream;

import io.idealstream.stream.type.QueryType;
import io.idealstream.wire.Query;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A standing query as matching holds it; it replaces what was held under its id.
 *
 * @param version rises with every change that comes into force; 0 where none ever was in force
 * @param query null where the query is gone, or will not come
 * @param model fingerprint of the model that embedded the query; null with {@code query}
 * @param vector [dimension], of length 1; null with {@code query}
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record QueryInForce(
    String id,
    long version,
    @TypeInfo(QueryType.class) Query query,
    String model,
    float[] vector) {}
