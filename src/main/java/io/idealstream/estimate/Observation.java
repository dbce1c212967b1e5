package io.idealstream.estimate;

import io.idealstream.wire.Source;
import java.time.Instant;
import java.util.Map;

/**
 * One item's vote for the words of one space.
 *
 * @param spaceVersion version of the definition that the values were held against
 * @param feed the item's feed, or {@code *} where the space is estimated over all feeds
 * @param halfLifeMillis event time after which an event of the space counts half; 0 for never
 * @param values factor to value; one value for every factor of the space
 * @param vector [dimension]
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record Observation(
    String space,
    long spaceVersion,
    String feed,
    Source source,
    String model,
    long halfLifeMillis,
    Map<String, String> values,
    Instant time,
    float[] vector) {}
