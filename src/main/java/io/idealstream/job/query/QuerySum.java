package io.idealstream.job.query;

import io.idealstream.decision.QueryVector;
import io.idealstream.wire.Blank;
import io.idealstream.wire.Query;
import io.idealstream.wire.Term;
import io.idealstream.wire.TermText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The terms of a query: its text, {@code plus}, {@code minus}.
 *
 * @param names how people are told of each
 * @param vectors [dimension] of each, of any length
 * @param scales of each; below zero for what is taken away
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record QuerySum(List<String> names, List<float[]> vectors, double[] scales) {

  /**
   * The terms of a query with their vectors.
   *
   * @param vector of a term
   */
  public static QuerySum of(Query query, Function<Term, float[]> vector) {
    List<Term> terms = new ArrayList<>();
    List<Double> scales = new ArrayList<>();
    if (query.text() != null && !Blank.is(query.text())) {
      terms.add(new Term(query.text(), null, null, null, null, null));
      scales.add(1.0);
    }
    add(query.plus(), 1, terms, scales);
    add(query.minus(), -1, terms, scales);
    return new QuerySum(
        terms.stream().map(TermText::of).toList(),
        terms.stream().map(vector).toList(),
        scales.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void add(List<Term> more, int sign, List<Term> terms, List<Double> scales) {
    for (Term term : more == null ? List.<Term>of() : more) {
      terms.add(term);
      scales.add(sign * (term.scale() == null ? 1 : term.scale()));
    }
  }

  /** The sum of the scaled terms, of length 1; empty where they cancel each other. */
  public Optional<float[]> vector() {
    return QueryVector.of(vectors, scales);
  }
}
