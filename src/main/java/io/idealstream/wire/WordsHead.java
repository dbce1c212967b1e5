package io.idealstream.wire;

import java.time.Instant;
import java.util.Map;

/**
 * The state of a space's words; it closes the transaction that wrote the changed ones.
 *
 * @param version the newest version of any word of the space
 * @param asOf event time up to which the estimates reach; null for those of prompts alone, which
 *     are of no time
 * @param sources fit of each source over all feeds, by the source's code
 * @param feeds where the space is estimated per feed: feed, then source
 * @param owner transactional id of the job that wrote it; null where that is not known
 */
public record WordsHead(
    String space,
    long spaceVersion,
    long version,
    String model,
    @OrNull Instant asOf,
    Map<String, SourceFit> sources,
    @OrAbsent Map<String, Map<String, SourceFit>> feeds,
    @OrAbsent String owner)
    implements WordsRecord {}
