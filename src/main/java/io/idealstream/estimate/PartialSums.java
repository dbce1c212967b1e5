package io.idealstream.estimate;

import io.idealstream.wire.Source;
import java.time.Instant;

/**
 * Votes for the words of one space, summed up per cell where they were cast.
 *
 * @param spaceVersion version of the definition that the values were held against
 * @param feed see {@link Observation#feed}
 * @param halfLifeMillis see {@link Observation#halfLifeMillis}
 * @param slice beginning of the slice of event time that all votes lie in, in milliseconds since
 *     1970
 * @param landmark in milliseconds since 1970, that the weights count from; see {@link
 *     io.idealstream.math.ForwardDecay}
 * @param newest time of the latest event
 * @param cells names of factors and values, as state holds them
 * @param sums row-major [cells x numbers of a {@link io.idealstream.math.VectorSum}]
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record PartialSums(
    String space,
    long spaceVersion,
    String feed,
    Source source,
    String model,
    long halfLifeMillis,
    long slice,
    long landmark,
    Instant newest,
    String[] cells,
    double[] sums) {}
