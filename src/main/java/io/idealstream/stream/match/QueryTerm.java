package io.idealstream.stream.match;

import io.idealstream.wire.Blank;
import io.idealstream.wire.Term;
import io.idealstream.wire.TermText;

/**
 * One term of the sum that is a query's vector.
 *
 * @param name how people are told of it
 * @param scale below zero for what is taken away
 * @param text null where the term names a word or concept
 * @param reference null where the term is a text
 */
record QueryTerm(String name, double scale, String text, Reference reference) {

  /** The text that a query is of. */
  static QueryTerm of(String text) {
    return new QueryTerm(TermText.ofText(text), 1, text, null);
  }

  /**
   * @param sign 1 for a term to add, -1 for one to take away
   */
  static QueryTerm of(Term term, int sign) {
    double scale = sign * (term.scale() == null ? 1 : term.scale());
    return term.text() != null && !Blank.is(term.text())
        ? new QueryTerm(TermText.of(term), scale, term.text(), null)
        : new QueryTerm(TermText.of(term), scale, null, Reference.of(term));
  }
}
