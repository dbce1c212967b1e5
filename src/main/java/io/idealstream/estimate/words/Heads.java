package io.idealstream.estimate.words;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.HeldSpace;
import io.idealstream.wire.Frozen;
import io.idealstream.wire.Restored;
import io.idealstream.wire.SourceFit;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The head record of a space's words. */
public final class Heads {

  private Heads() {}

  /**
   * A head over the fits of all estimates.
   *
   * @param fits at least one
   * @param owner the job's transactional id
   * @param restores null where the words were not rolled back
   */
  public static WordsHead of(
      String space,
      HeldSpace inForce,
      long version,
      Map<EstimateKey, HeldFit> fits,
      String owner,
      Restored restores,
      PastVersions history) {
    Map<String, SourceFit> sources = new TreeMap<>();
    Map<String, Map<String, SourceFit>> feeds = new TreeMap<>();
    for (Map.Entry<EstimateKey, HeldFit> fit : fits.entrySet()) {
      EstimateKey key = fit.getKey();
      boolean together = key.feed().equals(Word.EVERY_FEED);
      Map<String, SourceFit> home =
          together ? sources : feeds.computeIfAbsent(key.feed(), feed -> new TreeMap<>());
      home.put(key.source().code(), fit.getValue().fit());
    }
    return new WordsHead(
        space,
        inForce.version(),
        version,
        inForce.model(),
        asOf(fits),
        sources,
        feeds.isEmpty() ? null : feeds,
        owner,
        restores,
        frozen(fits),
        history.versions().isEmpty() ? null : history.versions());
  }

  /** Event time up to which the estimates reach; null for those of prompts alone. */
  public static Instant asOf(Map<EstimateKey, HeldFit> fits) {
    return AsOf.latest(fits.values().stream().map(HeldFit::asOf));
  }

  private static Frozen frozen(Map<EstimateKey, HeldFit> fits) {
    TreeSet<Instant> since = new TreeSet<>();
    TreeSet<String> sources = new TreeSet<>();
    TreeSet<String> feeds = new TreeSet<>();
    fits.forEach(
        (key, fit) -> {
          if (fit.frozenSince() != null) {
            since.add(fit.frozenSince());
            sources.add(key.source().code());
            feeds.add(key.feed());
          }
        });
    feeds.remove(Word.EVERY_FEED);
    return since.isEmpty()
        ? null
        : new Frozen(
            since.first(), List.copyOf(sources), feeds.isEmpty() ? null : List.copyOf(feeds));
  }
}
