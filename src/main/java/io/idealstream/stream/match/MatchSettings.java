package io.idealstream.stream.match;

import io.idealstream.stream.embed.BatchSettings;
import io.idealstream.stream.inforce.WaitingSettings;
import java.io.Serializable;

/**
 * How items are matched.
 *
 * @param waiting queries that items wait for
 * @param batches when items that were gathered are held against the queries
 * @param lookBackBytes memory of items that new queries may look back at, over all subtasks; 0 for
 *     none
 */
public record MatchSettings(WaitingSettings waiting, BatchSettings batches, long lookBackBytes)
    implements Serializable {}
