package io.idealstream.stream.match;

import io.idealstream.decision.Contributions;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.TermInForce;
import io.idealstream.wire.Contribution;
import io.idealstream.wire.Hit;
import io.idealstream.wire.TrialName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a match to its hit: what each term adds, and whether the query has shown such an item. */
final class ShardHits {

  /**
   * An item that matches a query.
   *
   * @param place of the item in its batch
   */
  record Found(
      int place, Embedded item, String query, int priority, double score, boolean lookBack) {}

  private final Shard.Surroundings surroundings;
  private final Map<String, Contributions> explained = new HashMap<>();
  private final Repetitions repetitions = new Repetitions();

  ShardHits(Shard.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Repetitions repetitions() {
    return repetitions;
  }

  /** Hits of a query say from now on what each of its terms adds; without terms they do not. */
  void explain(String query, List<TermInForce> terms) {
    if (!terms.isEmpty()) {
      explained.put(query, contributions(terms));
    }
  }

  void explainNoMore(String query) {
    explained.remove(query);
  }

  private static Contributions contributions(List<TermInForce> terms) {
    return new Contributions(
        terms.stream().map(TermInForce::vector).toList(),
        terms.stream().mapToDouble(TermInForce::scale).toArray());
  }

  /** The hit, shown from now on, unless the query has shown its like. */
  Optional<Hit> show(Found match, ShardQuery query, Shard.Outlet out) {
    Optional<Hit> hit = unlessRepeated(match, query, out);
    hit.ifPresent(fresh -> shown(match, query, fresh));
    return hit;
  }

  /** The hit, unless the query has shown its like; then that is said. */
  Optional<Hit> unlessRepeated(Found match, ShardQuery query, Shard.Outlet out) {
    Hit hit = maker(match.query(), query).hit(match.item(), match.score(), match.lookBack());
    if (repetitions.repeats(hit, match.item().vector())) {
      out.repeated();
      return Optional.empty();
    }
    return Optional.of(hit);
  }

  /** Remembers what a query shows. */
  void shown(Found match, ShardQuery query, Hit hit) {
    if (query.distinct() != null) {
      // items that a query looks back at lie behind the time that has come
      long reached = Math.min(surroundings.reached(hit.query()), hit.time().toEpochMilli());
      repetitions.show(hit, match.item().vector(), query.distinct(), reached);
    }
  }

  /** Makes the hits of a query as it is now. */
  Maker maker(String id, ShardQuery query) {
    return new Maker(id, query, explained.get(id), TrialName.isOne(id) ? true : null);
  }

  /**
   * What all hits of a query have in common.
   *
   * @param shares null where hits do not say what terms add
   */
  record Maker(String id, ShardQuery query, Contributions shares, Boolean shadow) {

    Hit hit(Embedded item, double score, boolean lookBack) {
      return new Hit(
          id,
          query.version(),
          item.id(),
          item.feed(),
          item.time(),
          score,
          null,
          lookBack,
          query.model(),
          query.words() == 0 ? null : query.words(),
          query.priority(),
          query.concepts().isEmpty() ? null : query.concepts(),
          shares == null ? null : terms(item.vector()),
          shadow);
    }

    private List<Contribution> terms(float[] vector) {
      double[] shared = shares.of(vector);
      List<Contribution> terms = new ArrayList<>();
      for (int i = 0; i < shared.length; i++) {
        terms.add(new Contribution(query.terms().get(i).name(), shared[i]));
      }
      return terms;
    }
  }
}
