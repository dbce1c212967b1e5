package io.idealstream.stream.space;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.words.HeldFit;
import io.idealstream.wire.Cosines;
import io.idealstream.wire.Scores;
import io.idealstream.wire.SourceFit;
import io.idealstream.wire.Spread;
import io.idealstream.wire.Word;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How well the published words of all feeds together fit: {@code
 * space.<name>.source.<source>.words.r2} and so on; NaN where it is not known. Flink never forgets
 * a metric, so that spaces beyond a bound have none.
 */
final class WordsGauges {

  private static final Map<String, Function<SourceFit, Number>> MEASURES =
      Map.ofEntries(
          Map.entry("rank", SourceFit::rank),
          Map.entry("r2", SourceFit::r2),
          Map.entry("cells", fit -> of(fit.scores(), Scores::cells)),
          Map.entry(
              "idealWordsScore", fit -> of(of(fit.scores(), Scores::idealWords), Spread::mean)),
          Map.entry("averageScore", fit -> of(of(fit.scores(), Scores::average), Spread::mean)),
          Map.entry("noiseFloor", fit -> of(fit.scores(), Scores::noiseFloor)),
          Map.entry("accuracy", fit -> of(fit.scores(), Scores::accuracy)),
          Map.entry(
              "leastAgreement", fit -> of(of(fit.scores(), Scores::agreement), WordsGauges::least)),
          Map.entry("largestCosine", fit -> of(fit.orthogonality(), Cosines::largest)),
          Map.entry("meanCosine", fit -> of(fit.orthogonality(), Cosines::mean)));

  private final MetricGroup metrics;

  /** Space to source to its fit; read by the reporters' threads. */
  private final Map<String, Map<String, SourceFit>> shown = new ConcurrentHashMap<>();

  private final Set<String> registered = new HashSet<>();

  WordsGauges(MetricGroup metrics) {
    this.metrics = metrics;
  }

  /** Shows the fits of a space in place of those before. */
  void show(String space, Map<EstimateKey, HeldFit> fits) {
    boolean room = !fits.isEmpty() && shown.size() < VoteCounters.MOST_SPACES;
    if (!room && !shown.containsKey(space)) {
      return;
    }
    Map<String, SourceFit> now = new HashMap<>();
    fits.forEach(
        (key, fit) -> {
          if (key.feed().equals(Word.EVERY_FEED)) {
            now.put(key.source().code(), fit.fit());
          }
        });
    shown.put(space, now);
    for (String source : now.keySet()) {
      if (registered.add(space + "/" + source)) {
        MetricGroup group =
            metrics.addGroup("space", space).addGroup("source", source).addGroup("words");
        MEASURES.forEach(
            (name, measure) ->
                group.gauge(name, (Gauge<Double>) () -> value(space, source, measure)));
      }
    }
  }

  private double value(String space, String source, Function<SourceFit, Number> measure) {
    Number value = of(shown.get(space).get(source), measure);
    return value == null ? Double.NaN : value.doubleValue();
  }

  private static double least(Map<String, Double> cosines) {
    return cosines.values().stream().mapToDouble(cosine -> cosine).min().orElse(Double.NaN);
  }

  /** Null of null. */
  private static <T, R> R of(T whole, Function<T, R> part) {
    return whole == null ? null : part.apply(whole);
  }
}
