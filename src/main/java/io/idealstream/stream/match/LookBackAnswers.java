package io.idealstream.stream.match;

import io.idealstream.decision.Candidate;
import io.idealstream.stream.Embedded;
import io.idealstream.wire.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Answers of a query to what came before it: in the order of time, or the best k.
 *
 * @param mostFound matches that are held at a time
 */
record LookBackAnswers(ShardHits hits, int mostFound) {

  /** An item that a query looks back at and matches; its vector stays in half precision. */
  private record Looked(RecentItem item, double score) {

    /** As {@link OpenWindow#ORDER} has it. */
    static final Comparator<Looked> BETTER =
        Comparator.comparingDouble(Looked::score)
            .reversed()
            .thenComparing(Looked::item, RecentItem.ORDER);

    ShardHits.Found match(String query) {
      return new ShardHits.Found(0, item.item(), query, 0, score, true);
    }
  }

  /**
   * Answers items.
   *
   * @param items the older first
   */
  void of(String id, ShardQuery query, float[] vector, List<RecentItem> items, Shard.Outlet out) {
    if (query.k() > 0) {
      best(id, vector, items, query, out);
      return;
    }
    for (RecentItem item : items) {
      looked(item, query, vector)
          .flatMap(found -> hits.show(found.match(id), query, out))
          .ifPresent(out::hit);
    }
  }

  private static Optional<Looked> looked(RecentItem item, ShardQuery query, float[] vector) {
    Embedded embedded = item.item();
    var candidate = new Candidate(embedded.feed(), embedded.time(), embedded.vector());
    OptionalDouble score = query.standing().score(vector, candidate);
    return score.isPresent()
        ? Optional.of(new Looked(item, score.getAsDouble()))
        : Optional.empty();
  }

  /** The better first, so that of those that repeat each other the best is shown. */
  private void best(
      String id, float[] vector, List<RecentItem> items, ShardQuery query, Shard.Outlet out) {
    int rank = 0;
    List<Looked> next = better(null, items, query, vector);
    while (!next.isEmpty()) {
      for (Looked found : next) {
        Optional<Hit> hit = hits.show(found.match(id), query, out);
        if (hit.isPresent()) {
          rank++;
          out.hit(hit.get().ranked(rank));
        }
        if (rank == query.k()) {
          return;
        }
      }
      next = better(next.get(next.size() - 1), items, query, vector);
    }
  }

  /** The best of those that come behind one, as many as are held at a time, in order. */
  private List<Looked> better(
      Looked behind, List<RecentItem> items, ShardQuery query, float[] vector) {
    Queue<Looked> found = new PriorityQueue<>(Looked.BETTER.reversed());
    for (RecentItem item : items) {
      looked(item, query, vector)
          .filter(each -> behind == null || Looked.BETTER.compare(each, behind) > 0)
          .ifPresent(found::add);
      if (found.size() > mostFound) {
        found.remove();
      }
    }
    return found.stream().sorted(Looked.BETTER).toList();
  }
}
