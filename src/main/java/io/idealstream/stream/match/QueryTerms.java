package io.idealstream.stream.match;

import io.idealstream.wire.Query;
import io.idealstream.wire.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The texts that a query is made of.
 *
 * @param texts at least one
 * @param scales one per text; below zero for what is taken away
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record QueryTerms(List<String> texts, double[] scales) {

  /** Everything in a query that cannot be matched, one sentence each; none if all is well. */
  static List<String> problems(Query query) {
    List<String> problems = new ArrayList<>();
    if (terms(query).anyMatch(term -> term.word() != null)) {
      problems.add("terms of words are not supported yet");
    }
    if (terms(query).anyMatch(term -> term.concept() != null)) {
      problems.add("terms of concepts are not supported yet");
    }
    if (query.k() != null || query.window() != null) {
      problems.add("the best k of a window are not supported yet");
    } else if (query.threshold() == null) {
      problems.add("expected a threshold, found none");
    }
    if (query.lookBack() != null) {
      problems.add("lookBack is not supported yet");
    }
    if (query.distinct() != null) {
      problems.add("distinct is not supported yet");
    }
    if (query.explain() != null && query.explain()) {
      problems.add("explain is not supported yet");
    }
    return problems;
  }

  private static Stream<Term> terms(Query query) {
    return Stream.concat(list(query.plus()).stream(), list(query.minus()).stream());
  }

  private static List<Term> list(List<Term> terms) {
    return terms == null ? List.of() : terms;
  }

  /** The texts of a query without problems; its own text counts as one of {@code plus}. */
  static QueryTerms of(Query query) {
    List<String> texts = new ArrayList<>();
    List<Double> scales = new ArrayList<>();
    if (query.text() != null && !query.text().isBlank()) {
      texts.add(query.text());
      scales.add(1.0);
    }
    for (Term term : list(query.plus())) {
      texts.add(term.text());
      scales.add(scale(term));
    }
    for (Term term : list(query.minus())) {
      texts.add(term.text());
      scales.add(-scale(term));
    }
    return new QueryTerms(texts, scales.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double scale(Term term) {
    return term.scale() == null ? 1 : term.scale();
  }
}
