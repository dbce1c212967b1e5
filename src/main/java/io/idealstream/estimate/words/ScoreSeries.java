package io.idealstream.estimate.words;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.wire.Quality;
import io.idealstream.wire.SourceFit;
import io.idealstream.wire.SourceScores;
import io.idealstream.wire.Word;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One point of a space's scores over time. */
public final class ScoreSeries {

  private ScoreSeries() {}

  /**
   * What a publication says of the estimates that were new.
   *
   * @param words version of the publication
   * @param fits of these estimates at least
   */
  public static Quality point(
      String space,
      HeldSpace inForce,
      long words,
      List<SourceEstimate> estimates,
      Map<EstimateKey, HeldFit> fits) {
    Map<String, SourceScores> scores = new TreeMap<>();
    for (SourceEstimate estimate : estimates) {
      SourceFit fit = fits.get(EstimateKey.of(estimate)).fit();
      scores.put(
          name(estimate), new SourceScores(words, fit.r2(), fit.scores(), fit.orthogonality()));
    }
    Instant asOf = AsOf.latest(estimates.stream().map(SourceEstimate::asOf));
    return new Quality(space, inForce.version(), null, asOf, null, null, null, null, null, scores);
  }

  private static String name(SourceEstimate estimate) {
    String source = estimate.source().code();
    return estimate.feed().equals(Word.EVERY_FEED) ? source : source + "/" + estimate.feed();
  }
}
