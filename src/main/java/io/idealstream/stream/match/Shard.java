package io.idealstream.stream.match;

import io.idealstream.decision.Candidate;
import io.idealstream.decision.Contributions;
import io.idealstream.decision.Match;
import io.idealstream.decision.StandingQueries;
import io.idealstream.math.MatrixProduct;
import io.idealstream.stream.Attempt;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.TermInForce;
import io.idealstream.wire.Contribution;
import io.idealstream.wire.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The queries of one subtask, and their answers to items. Memory alone: the operator keeps the same
 * in its state.
 *
 * <p>An item is held against the queries of its own model. An expired query stays until its topic
 * removes it: items late in coming are then answered as if they had been in time.
 */
final class Shard implements AutoCloseable {

  /** What a shard says; a query that failed is out of it already. */
  interface Outlet {
    void hit(Hit hit);

    void failed(String query, long version, String why);

    /** A hit of a window that is closed already. */
    void late(Hit hit);

    /** A hit that shows what its query has shown lately. */
    void repeated();
  }

  /** Which queries an item is for, and how far their event time has come. */
  interface Surroundings {
    boolean concerns(DueItem due, String query);

    long reached(String query);
  }

  /**
   * An item that matches a query.
   *
   * @param place of the item in its batch
   */
  private record Found(
      int place, Embedded item, String query, int priority, double score, boolean lookBack) {}

  private static final Comparator<Found> LEAVING =
      Comparator.comparingInt(Found::priority)
          .reversed()
          .thenComparingInt(Found::place)
          .thenComparing(Found::query);

  /** An item that a query looks back at and matches; its vector stays in half precision. */
  private record Looked(RecentItem item, double score) {

    /** As {@link OpenWindows#ORDER} has it. */
    static final Comparator<Looked> BETTER =
        Comparator.comparingDouble(Looked::score)
            .reversed()
            .thenComparing(Looked::item, RecentItem.ORDER);

    Found match(String query) {
      return new Found(0, item.item(), query, 0, score, true);
    }
  }

  private static final int MOST_SHARED = 1000;

  /** Matches held at a time, about 10 MB, unless one item alone has more. */
  private static final int MOST_FOUND = 200_000;

  private final int mostFound;
  private final MatrixProduct product;
  private final Surroundings surroundings;
  private final Map<String, ShardQuery> queries = new HashMap<>();
  private final Map<String, StandingQueries> models = new HashMap<>();
  private final Map<String, Contributions> explained = new HashMap<>();

  /** Models and feeds of queries, each once. */
  private final Map<Object, Object> shared = new HashMap<>();

  private final OpenWindows windows = new OpenWindows();
  private final Repetitions repetitions = new Repetitions();

  private final RecentItems recent;
  private volatile int size;

  /**
   * @param lookBackBytes memory of items that new queries may look back at
   */
  Shard(MatrixProduct product, Surroundings surroundings, long lookBackBytes) {
    this(product, surroundings, lookBackBytes, MOST_FOUND);
  }

  /**
   * @param mostFound matches that are held at a time
   */
  Shard(MatrixProduct product, Surroundings surroundings, long lookBackBytes, int mostFound) {
    this.mostFound = mostFound;
    this.product = product;
    this.surroundings = surroundings;
    this.recent = new RecentItems(lookBackBytes);
  }

  /** The query held under an id; null where nothing is known of it. */
  ShardQuery query(String id) {
    return queries.get(id);
  }

  /** Queries that are matched; read by the thread that reports metrics too. */
  int size() {
    return size;
  }

  RecentItems recent() {
    return recent;
  }

  OpenWindows windows() {
    return windows;
  }

  Repetitions repetitions() {
    return repetitions;
  }

  /**
   * Holds a query in place of the one before; windows of the latter go on. Whatever the query meets
   * is its own fault: it is held as failed then.
   *
   * @return why it failed; empty if it did not
   */
  Optional<String> put(String id, long version, Supplier<ShardState> state) {
    drop(id);
    try {
      hold(id, state.get());
      return Optional.empty();
    } catch (IllegalArgumentException why) {
      queries.put(id, ShardQuery.without(ShardQuery.State.FAILED, version));
      return Optional.of(why.getMessage());
    } catch (RuntimeException unforeseen) {
      queries.put(id, ShardQuery.without(ShardQuery.State.FAILED, version));
      return Optional.of(Attempt.sentence(unforeseen));
    }
  }

  private void hold(String id, ShardState state) {
    ShardQuery query = state.query();
    if (query.isMatched()) {
      query = query.sharing(shared(query.model()), shared(query.standing().feeds()));
      hold(id, query, state.vector());
    }
    queries.put(id, query);
  }

  @SuppressWarnings("unchecked") // equal things are of one type
  private <T> T shared(T value) {
    if (shared.size() > MOST_SHARED + 2 * queries.size()) {
      shared.clear(); // mostly of queries that are gone
    }
    return (T) shared.computeIfAbsent(value, same -> same);
  }

  private void hold(String id, ShardQuery query, float[] vector) {
    Optional<Contributions> told =
        query.terms().isEmpty() ? Optional.empty() : Optional.of(contributions(query.terms()));
    StandingQueries matrix =
        models.computeIfAbsent(query.model(), model -> new StandingQueries(product, vector.length));
    try {
      matrix.put(query.standing(), vector);
    } finally {
      forgetIfEmpty(query.model());
    }
    told.ifPresent(terms -> explained.put(id, terms));
  }

  private static Contributions contributions(List<TermInForce> terms) {
    return new Contributions(
        terms.stream().map(TermInForce::vector).toList(),
        terms.stream().mapToDouble(TermInForce::scale).toArray());
  }

  private void drop(String id) {
    ShardQuery before = queries.remove(id);
    explained.remove(id);
    if (before != null && before.isMatched()) {
      models.get(before.model()).remove(id);
      forgetIfEmpty(before.model());
    }
  }

  private void forgetIfEmpty(String model) {
    if (models.get(model).size() == 0) {
      models.remove(model);
    }
    size = models.values().stream().mapToInt(StandingQueries::size).sum();
  }

  /** Forgets a query that is gone and that nobody waits for. */
  void forget(String id) {
    drop(id);
  }

  /**
   * Answers items, so many at a time that their matches fit into memory whatever they match: those
   * of higher priority first.
   */
  void answer(List<DueItem> items, Outlet out) {
    int most = Math.max(1, mostFound / Math.max(1, size));
    for (int from = 0; from < items.size(); from += most) {
      answerAtOnce(items.subList(from, Math.min(items.size(), from + most)), out);
    }
  }

  private void answerAtOnce(List<DueItem> items, Outlet out) {
    List<Found> found = new ArrayList<>();
    byModel(items).forEach((model, places) -> find(model, places, items, found));
    found.sort(LEAVING);
    for (Found match : found) {
      ShardQuery query = queries.get(match.query());
      if (query.isMatched()) {
        answer(match, query, out);
      }
    }
    items.forEach(due -> recent.add(due.item()));
  }

  /**
   * Answers what came before a query, in the order of time; the best k where it asks for those.
   *
   * @param vector of the query
   * @param due items that the query will see yet
   */
  void lookBack(String id, float[] vector, LookBack far, Predicate<RecentItem> due, Outlet out) {
    ShardQuery query = queries.get(id);
    Predicate<RecentItem> wanted =
        item ->
            item.model().equals(query.model())
                && query.standing().concerns(item.feed(), item.time())
                && !due.test(item);
    List<RecentItem> items = recent.last(far, wanted);
    if (query.k() == 0) {
      for (RecentItem item : items) {
        looked(item, query, vector)
            .flatMap(found -> unlessRepeated(found.match(id), query, out))
            .ifPresent(out::hit);
      }
    } else {
      best(id, vector, items, query, out);
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
      String id, float[] vector, List<RecentItem> items, ShardQuery query, Outlet out) {
    int rank = 0;
    List<Looked> next = better(null, items, query, vector);
    while (!next.isEmpty()) {
      for (Looked found : next) {
        Optional<Hit> hit = unlessRepeated(found.match(id), query, out);
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

  private Optional<Hit> unlessRepeated(Found match, ShardQuery query, Outlet out) {
    Hit hit = hit(match, query);
    if (repetitions.repeats(hit, match.item().vector())) {
      out.repeated();
      return Optional.empty();
    }
    shown(match, query, hit);
    return Optional.of(hit);
  }

  private Map<String, List<Integer>> byModel(List<DueItem> items) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      if (models.containsKey(items.get(i).model())) {
        places.computeIfAbsent(items.get(i).model(), model -> new ArrayList<>()).add(i);
      }
    }
    return places;
  }

  private void find(String model, List<Integer> places, List<DueItem> items, List<Found> found) {
    List<Candidate> candidates = new ArrayList<>(places.size());
    for (int place : places) {
      Embedded item = items.get(place).item();
      candidates.add(new Candidate(item.feed(), item.time(), item.vector()));
    }
    for (Match match : models.get(model).match(candidates)) {
      DueItem due = items.get(places.get(match.item()));
      if (surroundings.concerns(due, match.query())) {
        int priority = queries.get(match.query()).rankAmongQueries();
        int place = places.get(match.item());
        found.add(new Found(place, due.item(), match.query(), priority, match.score(), false));
      }
    }
  }

  /** Whatever a query meets is its own fault: it must stop neither the job nor other queries. */
  private void answer(Found match, ShardQuery query, Outlet out) {
    Hit hit;
    try {
      if (query.k() > 0) {
        offer(match, query, out);
        return;
      }
      hit = unlessRepeated(match, query, out).orElse(null);
    } catch (RuntimeException unforeseen) {
      windows.close(match.query()).forEach(out::hit);
      repetitions.forget(match.query());
      drop(match.query());
      queries.put(match.query(), ShardQuery.without(ShardQuery.State.FAILED, query.version()));
      out.failed(match.query(), query.version(), Attempt.sentence(unforeseen));
      return;
    }
    if (hit != null) {
      out.hit(hit);
    }
  }

  private void offer(Found match, ShardQuery query, Outlet out) {
    Hit hit = hit(match, query);
    if (repetitions.repeats(hit, match.item().vector())) {
      out.repeated();
      return;
    }
    long end = query.window().end(query.window().start(hit.time()));
    if (end - 1 <= surroundings.reached(hit.query())) {
      out.late(hit);
      return;
    }
    if (windows.offer(query.k(), query.window(), hit)) {
      shown(match, query, hit);
    }
    windows
        .floor(query.window(), hit)
        .ifPresent(floor -> models.get(query.model()).raise(hit.query(), floor));
  }

  private void shown(Found match, ShardQuery query, Hit hit) {
    if (query.distinct() != null) {
      // items that a query looks back at lie behind the time that has come
      long reached = Math.min(surroundings.reached(hit.query()), hit.time().toEpochMilli());
      repetitions.show(hit, match.item().vector(), query.distinct(), reached);
    }
  }

  private Hit hit(Found match, ShardQuery query) {
    Embedded item = match.item();
    return new Hit(
        match.query(),
        query.version(),
        item.id(),
        item.feed(),
        item.time(),
        match.score(),
        null,
        match.lookBack(),
        query.model(),
        query.words() == 0 ? null : query.words(),
        query.priority(),
        query.concepts().isEmpty() ? null : query.concepts(),
        terms(match, query));
  }

  private List<Contribution> terms(Found match, ShardQuery query) {
    Contributions shares = explained.get(match.query());
    if (shares == null) {
      return null;
    }
    double[] shared = shares.of(match.item().vector());
    List<Contribution> terms = new ArrayList<>();
    for (int i = 0; i < shared.length; i++) {
      terms.add(new Contribution(query.terms().get(i).name(), shared[i]));
    }
    return terms;
  }

  /** Hits of the windows that end up to a time, those of higher priority first. */
  List<Hit> pass(long time) {
    return windows.pass(
        time, Comparator.<String>comparingInt(id -> -priority(id)).thenComparing(id -> id));
  }

  private int priority(String id) {
    ShardQuery query = queries.get(id);
    return query == null ? 0 : query.rankAmongQueries();
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
