package io.idealstream.stream.match;

import io.idealstream.wire.ConceptMean;
import io.idealstream.wire.Query;
import io.idealstream.wire.Source;
import io.idealstream.wire.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Queries for tests. */
final class Queries {

  private Queries() {}

  static Query text(String id, String text) {
    return query(id, text, 0.9, null, null);
  }

  static Query query(
      String id, String text, double threshold, List<String> feeds, Instant expires) {
    return new Query(
        id, text, null, null, threshold, null, null, feeds, expires, null, null, null, null);
  }

  /** The best k of each minute. */
  static Query best(String id, int k) {
    return new Query(
        id, "any", null, null, null, k, Duration.ofMinutes(1), null, null, null, null, null, null);
  }

  static Query terms(String id, String text, List<Term> plus, List<Term> minus) {
    return new Query(id, text, plus, minus, 0.9, null, null, null, null, null, null, null, null);
  }

  static Term term(String text, Double scale) {
    return new Term(text, null, null, null, scale, null);
  }

  static Term word(String word, Source source, Double scale) {
    return new Term(null, word, source, null, scale, null);
  }

  static Term concept(String concept, ConceptMean mean) {
    return new Term(null, null, null, concept, null, mean);
  }
}
