package io.idealstream.stream.match;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.wire.Blank;
import io.idealstream.wire.Query;
import io.idealstream.wire.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a query is made of.
 *
 * @param terms at least one, in the query's order: its text, {@code plus}, {@code minus}
 */
record QueryTerms(List<QueryTerm> terms) {

  /** The terms of a query; its own text counts as one of {@code plus}. */
  static QueryTerms of(Query query) {
    List<QueryTerm> terms = new ArrayList<>();
    if (query.text() != null && !Blank.is(query.text())) {
      terms.add(QueryTerm.of(query.text()));
    }
    list(query.plus()).forEach(term -> terms.add(QueryTerm.of(term, 1)));
    list(query.minus()).forEach(term -> terms.add(QueryTerm.of(term, -1)));
    return new QueryTerms(terms);
  }

  private static List<Term> list(List<Term> terms) {
    return terms == null ? List.of() : terms;
  }

  List<String> texts() {
    return terms.stream().map(QueryTerm::text).filter(text -> text != null).toList();
  }

  List<Reference> references() {
    return terms.stream().map(QueryTerm::reference).filter(named -> named != null).toList();
  }

  double[] scales() {
    return terms.stream().mapToDouble(QueryTerm::scale).toArray();
  }

  /** Whether the vector may change while the query stands. */
  boolean follow() {
    return !references().isEmpty();
  }

  Stream<String> watched() {
    return Stream.concat(
        references().stream().flatMap(reference -> reference.watched().stream()),
        texts().stream().map(NamedVectors::text));
  }
}
