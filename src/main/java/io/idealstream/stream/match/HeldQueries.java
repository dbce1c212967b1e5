package io.idealstream.stream.match;

import io.idealstream.decision.Candidate;
import io.idealstream.decision.Match;
import io.idealstream.decision.StandingQueries;
import io.idealstream.decision.StandingQuery;
import io.idealstream.math.MatrixProduct;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.inforce.Announcement;
import io.idealstream.stream.inforce.InForce;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The queries in force in one subtask; an item is held against those of its own model.
 *
 * <p>An expired query stays until its topic removes it: items late in coming are then answered as
 * if they had been in time.
 */
final class HeldQueries implements InForce<QueryInForce, Hit> {

  private final MatrixProduct product;
  private final Map<String, QueryInForce> queries = new HashMap<>();
  private final Map<String, StandingQueries> models = new HashMap<>();

  HeldQueries(MatrixProduct product) {
    this.product = product;
  }

  @Override
  public String name(QueryInForce change) {
    return change.id();
  }

  @Override
  public byte[] toBytes(QueryInForce change) {
    return QueryState.toBytes(change);
  }

  @Override
  public QueryInForce fromBytes(byte[] bytes) {
    return QueryState.of(bytes);
  }

  /** A query that was refused may be waited for by a later start; one that is gone will not. */
  @Override
  public boolean isKept(QueryInForce change) {
    return change.query() != null || change.version() == 0;
  }

  @Override
  public Optional<Announcement> put(QueryInForce change) {
    QueryInForce before = queries.put(change.id(), change);
    boolean active = before != null && before.query() != null;
    if (active) {
      drop(before);
    }
    if (change.query() == null) {
      return active
          ? announce(change, StatusState.DISABLED, "no longer in force")
          : Optional.empty();
    }
    try {
      matrix(change).put(standing(change), change.vector());
    } catch (IllegalArgumentException why) {
      forgetIfEmpty(change.model());
      return announce(change, StatusState.DISABLED, "cannot be matched: " + why.getMessage());
    }
    return active && before.version() == change.version()
        ? Optional.empty()
        : announce(change, StatusState.ACTIVE, null);
  }

  private void drop(QueryInForce query) {
    StandingQueries matrix = models.get(query.model());
    if (matrix != null && matrix.remove(query.id())) {
      forgetIfEmpty(query.model());
    }
  }

  private void forgetIfEmpty(String model) {
    if (models.get(model).size() == 0) {
      models.remove(model);
    }
  }

  private StandingQueries matrix(QueryInForce query) {
    return models.computeIfAbsent(
        query.model(), model -> new StandingQueries(product, query.vector().length));
  }

  private static StandingQuery standing(QueryInForce query) {
    List<String> feeds = query.query().feeds();
    boolean every = feeds == null || feeds.contains("*");
    return new StandingQuery(
        query.id(),
        query.query().threshold(),
        every ? Set.of() : Set.copyOf(feeds),
        query.query().expires());
  }

  private static Optional<Announcement> announce(
      QueryInForce change, StatusState state, String detail) {
    Query query = change.query();
    return Optional.of(
        new Announcement(
            new Status(StatusKind.QUERY, change.id(), change.version(), state, detail),
            state == StatusState.ACTIVE ? query.expires() : null));
  }

  @Override
  public void forget(String name) {
    queries.remove(name);
  }

  @Override
  public boolean isSettled(String name) {
    return queries.containsKey(name);
  }

  @Override
  public String model(String name) {
    QueryInForce held = queries.get(name);
    return held == null ? null : held.model();
  }

  @Override
  public void answer(Embedded item, Consumer<Hit> answers) {
    StandingQueries matrix = models.get(item.model());
    if (matrix == null) {
      return;
    }
    Candidate candidate = new Candidate(item.feed(), item.time(), item.vector());
    for (Match match : matrix.match(List.of(candidate))) {
      answers.accept(hit(item, queries.get(match.query()), match.score()));
    }
  }

  private static Hit hit(Embedded item, QueryInForce query, double score) {
    return new Hit(
        query.id(),
        query.version(),
        item.id(),
        item.feed(),
        item.time(),
        score,
        null,
        false,
        query.model(),
        null,
        query.query().priority(),
        null,
        null);
  }

  @Override
  public void close() {
    if (product instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception why) {
        throw new IllegalStateException("the matrix product cannot be closed", why);
      }
    }
  }
}
