package io.idealstream.estimate.words;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.HeldSpace;
import io.idealstream.wire.SourceFit;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import java.util.Map;
import java.util.TreeMap;

/** The head record of a space's words. */
public final class Heads {

  private Heads() {}

  /**
   * A head over the fits of all estimates.
   *
   * @param fits at least one
   * @param owner the job's transactional id
   */
  public static WordsHead of(
      String space, HeldSpace inForce, long version, Map<EstimateKey, HeldFit> fits, String owner) {
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
        AsOf.latest(fits.values().stream().map(HeldFit::asOf)),
        sources,
        feeds.isEmpty() ? null : feeds,
        owner);
  }
}
