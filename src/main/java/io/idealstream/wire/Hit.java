package io.idealstream.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An item that matches a standing query.
 *
 * @param score cosine of the query and the item
 * @param rank from 1, within its window; null for queries by threshold
 * @param lookBack whether the item came before the query
 * @param words version of the words behind the query, where it uses some
 * @param priority of the query, where it names one
 * @param concepts versions of the concepts behind the query, where it uses some
 * @param terms what each term adds to the score, where the query asks for it
 * @param shadow true where the query is on trial; null for false
 */
public record Hit(
    String query,
    long queryVersion,
    String id,
    String feed,
    Instant time,
    double score,
    @OrAbsent Integer rank,
    boolean lookBack,
    String model,
    @OrAbsent Long words,
    @OrAbsent Integer priority,
    @OrAbsent Map<String, Long> concepts,
    @OrAbsent List<Contribution> terms,
    @OrAbsent Boolean shadow) {

  /** A hit that is not on trial. */
  public Hit(
      String query,
      long queryVersion,
      String id,
      String feed,
      Instant time,
      double score,
      Integer rank,
      boolean lookBack,
      String model,
      Long words,
      Integer priority,
      Map<String, Long> concepts,
      List<Contribution> terms) {
    this(
        query,
        queryVersion,
        id,
        feed,
        time,
        score,
        rank,
        lookBack,
        model,
        words,
        priority,
        concepts,
        terms,
        null);
  }

  /** Whether the hit is on trial, and counts for nothing. */
  public boolean isShadow() {
    return Boolean.TRUE.equals(shadow);
  }

  /** The same hit with its rank. */
  public Hit ranked(int place) {
    return new Hit(
        query,
        queryVersion,
        id,
        feed,
        time,
        score,
        place,
        lookBack,
        model,
        words,
        priority,
        concepts,
        terms,
        shadow);
  }
}
