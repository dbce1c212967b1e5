package io.idealstream.stream.match;

import io.idealstream.decision.Match;
import io.idealstream.decision.StandingQueries;
import io.idealstream.math.MatrixProduct;
import io.idealstream.stream.Attempt;
import io.idealstream.stream.Embedded;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A hit by threshold of an item that is answered. */
    default void hit(Embedded item, Hit hit) {
      hit(hit);
    }

    /** An item is among the best of a window, which ends then, in milliseconds since 1970. */
    default void isBest(Embedded item, String query, long end) {}

    void failed(String query, long version, String why);

    /** A hit of a window that is closed already. */
    void late(Hit hit);

    /** A hit that shows what its query has shown lately. */
    void repeated();
  }

  /** Which queries an item is for, and how far their event time has come. */
  interface Surroundings {
    boolean concerns(DueItem due, String query);

    /** How far event time has come for a query, in milliseconds since 1970. */
    long reached(String query);
  }

  private static final Comparator<ShardHits.Found> LEAVING =
      Comparator.comparingInt(ShardHits.Found::priority)
          .reversed()
          .thenComparingInt(ShardHits.Found::place)
          .thenComparing(ShardHits.Found::query);

  private static final int MOST_SHARED = 1000;

  /** Matches held at a time, about 20 MB, unless one item alone has more. */
  private static final int MOST_FOUND = 400_000;

  /** Items whose vectors wait at most for exact scores; about 20 MB. */
  private static final int MOST_WAITING = 8192;

  private final int mostFound;
  private final MatrixProduct product;
  private final Surroundings surroundings;
  private final Map<String, ShardQuery> queries = new HashMap<>();
  private final Map<String, StandingQueries> models = new HashMap<>();

  /** Models and feeds of queries, each once. */
  private final Map<Object, Object> shared = new HashMap<>();

  private final OpenWindows windows = new OpenWindows(this::exactHits);
  private final ShardHits hits;

  private final RecentItems recent;
  private final Batch batch = new Batch();
  private volatile int size;

  /** Items that were answered since all windows were settled. */
  private int waiting;

  /** Queries that failed at their hits, and why; they are taken out between batches. */
  private final Map<String, String> failing = new LinkedHashMap<>();

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
    this.hits = new ShardHits(surroundings);
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
    return hits.repetitions();
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
    StandingQueries matrix =
        models.computeIfAbsent(query.model(), model -> new StandingQueries(product, vector.length));
    try {
      matrix.put(query.standing(), vector);
      if (query.isOrderless()) {
        matrix.rank(id, new BestOfQuery(id, query, windows, surroundings, batch, matrix.slack()));
      }
    } finally {
      forgetIfEmpty(query.model());
    }
    hits.explain(id, query.terms());
  }

  private void drop(String id) {
    windows.settle(id); // with its vector
    failing.remove(id);
    ShardQuery before = queries.remove(id);
    hits.explainNoMore(id);
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
    batch.outlet = out;
    List<OfModel> found = new ArrayList<>();
    int[] counts = new int[items.size()];
    for (OfModel ofModel : byModel(items)) {
      batch.items = ofModel.items;
      found.add(ofModel.preselected(models.get(ofModel.model), counts));
    }
    for (int from = 0, to; from < items.size(); from = to) {
      to = end(counts, from);
      answer(found, from, to, out);
    }
    items.forEach(due -> recent.add(due.item()));
    waiting += items.size();
    if (waiting > MOST_WAITING) {
      settle(out);
    } else {
      sayFailed(out);
    }
  }

  /** The first item behind those whose matches are held at a time; one item at least. */
  private int end(int[] counts, int from) {
    long together = counts[from];
    int to = from + 1;
    while (to < counts.length && together + counts[to] <= mostFound) {
      together += counts[to++];
    }
    return to;
  }

  private void answer(List<OfModel> found, int from, int to, Outlet out) {
    List<ShardHits.Found> ordered = new ArrayList<>();
    for (OfModel ofModel : found) {
      ofModel.matches(from, to).forEach(match -> keep(ofModel, match, ordered));
    }
    ordered.sort(LEAVING);
    for (ShardHits.Found match : ordered) {
      if (!failing.containsKey(match.query())) {
        answer(match, queries.get(match.query()), out);
      }
    }
  }

  private void keep(OfModel ofModel, Match match, List<ShardHits.Found> into) {
    DueItem due = ofModel.items.get(match.item());
    if (surroundings.concerns(due, match.query())) {
      int priority = queries.get(match.query()).rankAmongQueries();
      int place = ofModel.places.get(match.item());
      into.add(
          new ShardHits.Found(place, due.item(), match.query(), priority, match.score(), false));
    }
  }

  /** Works out the exact scores of all items that wait for them in windows. */
  void settle(Outlet out) {
    waiting = 0;
    windows.settle();
    sayFailed(out);
  }

  private void sayFailed(Outlet out) {
    Map<String, String> now = new LinkedHashMap<>(failing);
    failing.clear();
    now.forEach((id, why) -> fail(id, why, out));
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
    new LookBackAnswers(hits, mostFound).of(id, query, vector, items, out);
  }

  /** The items of models that queries are held for. */
  private Iterable<OfModel> byModel(List<DueItem> items) {
    Map<String, OfModel> byModel = new LinkedHashMap<>();
    for (int place = 0; place < items.size(); place++) {
      DueItem due = items.get(place);
      if (models.containsKey(due.model())) {
        OfModel ofModel = byModel.computeIfAbsent(due.model(), OfModel::new);
        ofModel.items.add(due);
        ofModel.places.add(place);
      }
    }
    return byModel.values();
  }

  /** Whatever a query meets is its own fault: it must stop neither the job nor other queries. */
  private void answer(ShardHits.Found match, ShardQuery query, Outlet out) {
    Hit hit;
    try {
      if (query.k() > 0) {
        offer(match, query, out);
        return;
      }
      hit = hits.show(match, query, out).orElse(null);
    } catch (RuntimeException unforeseen) {
      failing.put(match.query(), Attempt.sentence(unforeseen));
      return;
    }
    if (hit != null) {
      out.hit(match.item(), hit);
    }
  }

  private void fail(String id, String why, Outlet out) {
    ShardQuery query = queries.get(id);
    if (query != null && query.isMatched()) {
      windows.close(id).forEach(out::hit);
      hits.repetitions().forget(id);
      drop(id);
      queries.put(id, ShardQuery.without(ShardQuery.State.FAILED, query.version()));
      out.failed(id, query.version(), why);
    }
  }

  /** What a query fails at here is said once a batch is answered. */
  private List<Hit> exactHits(String id, List<Embedded> items) {
    ShardQuery query = queries.get(id);
    List<Hit> exact = new ArrayList<>(items.size());
    try {
      ShardHits.Maker maker = hits.maker(id, query);
      double[] scores =
          models.get(query.model()).scores(id, items.stream().map(Embedded::vector).toList());
      for (int i = 0; i < scores.length; i++) {
        if (scores[i] >= query.standing().threshold()) {
          exact.add(maker.hit(items.get(i), scores[i], false));
        }
      }
    } catch (RuntimeException unforeseen) {
      failing.put(id, Attempt.sentence(unforeseen));
    }
    return exact;
  }

  private void offer(ShardHits.Found match, ShardQuery query, Outlet out) {
    Hit hit = hits.unlessRepeated(match, query, out).orElse(null);
    if (hit == null) {
      return;
    }
    long reached = surroundings.reached(hit.query());
    OpenWindow window = windows.at(hit.query(), query, hit.time(), reached);
    if (window == null) {
      out.late(hit);
      return;
    }
    if (window.offer(hit)) {
      windows.note(window);
      hits.shown(match, query, hit);
      out.isBest(match.item(), hit.query(), window.end());
    }
    models.get(query.model()).raise(hit.query(), window.floor());
  }

  /** Forgets an item; gives what there was of it. */
  Map<Trace, Integer> forget(Embedded item) {
    Map<Trace, Integer> gone = new EnumMap<>(Trace.class);
    gone.put(Trace.LOOK_BACK, recent.forget(item));
    gone.put(Trace.OPEN_WINDOWS, windows.forget(item, this::lowerFloor));
    gone.put(Trace.SHOWN, hits.repetitions().forgetItem(item.item()));
    gone.values().removeIf(number -> number == 0);
    return gone;
  }

  /** A window that is not full any more takes hits that it would have refused. */
  private void lowerFloor(String id) {
    ShardQuery query = queries.get(id);
    if (query != null && query.isMatched()) {
      models.get(query.model()).lower(id);
    }
  }

  /** What is answered just now. */
  private static final class Batch implements BestOfQuery.AtHand {
    private List<DueItem> items = List.of();
    private Outlet outlet;

    @Override
    public DueItem item(int index) {
      return items.get(index);
    }

    @Override
    public Outlet outlet() {
      return outlet;
    }
  }

  /** Hits of the windows that end up to a time, those of higher priority first. */
  List<Hit> pass(long time) {
    return windows.pass(time);
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
