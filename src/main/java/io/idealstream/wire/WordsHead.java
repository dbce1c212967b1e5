package io.idealstream.wire;

import java.time.Instant;
import java.util.List;
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
 * @param restores where these are words that were rolled back, and no others came since
 * @param frozen where words are of what came before a time; null where they are of all
 * @param history versions that one can roll back to, the oldest first; null without any
 */
public record WordsHead(
    String space,
    long spaceVersion,
    long version,
    String model,
    @OrNull Instant asOf,
    Map<String, SourceFit> sources,
    @OrAbsent Map<String, Map<String, SourceFit>> feeds,
    @OrAbsent String owner,
    @OrAbsent Restored restores,
    @OrAbsent Frozen frozen,
    @OrAbsent List<PastVersion> history)
    implements WordsRecord {

  /** A head of words that nobody has done anything to. */
  public WordsHead(
      String space,
      long spaceVersion,
      long version,
      String model,
      Instant asOf,
      Map<String, SourceFit> sources,
      Map<String, Map<String, SourceFit>> feeds,
      String owner) {
    this(space, spaceVersion, version, model, asOf, sources, feeds, owner, null, null, null);
  }
}
