package io.idealstream.stream.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.LogLines;
import io.idealstream.math.MatrixProduct;
import io.idealstream.math.PlainMatrixProduct;
import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.TermInForce;
import io.idealstream.stream.inforce.Items;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.io.IOException;
import java.io.Serializable;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class MatchQueriesTest {

  private static final float[] EAST = {1, 0, 0};
  private static final float[] NORTH = {0, 1, 0};

  private final Random random = new Random(8);

  @Test
  void anImageAboveTheThresholdIsAHitThatNamesItsQueryAndModel() throws Exception {
    Instant time = Items.NOON.plusSeconds(9);
    try (var tasks = new Shards(operator(10), 1)) {
      tasks.change(query("q", 4, 0.6, EAST));
      tasks.item(Items.image("1", "cam-2", time, 0.8f, 0.6f, 0));
      tasks.item(Items.image("2", "cam-2", time, 0.6f, 0.8f, 0));
      tasks.item(Items.image("3", "cam-2", time, 0.5f, 0.8660254f, 0));
      tasks.item(Items.caption("4", EAST));
      List<Hit> hits = tasks.answers();
      assertEquals(
          new Hit(
              "q",
              4,
              "1",
              "cam-2",
              time,
              hits.get(0).score(),
              null,
              false,
              Items.MODEL,
              null,
              null,
              null,
              null),
          hits.get(0));
      assertEquals(0.8, hits.get(0).score(), 1e-7);
      assertEquals(List.of("q/1", "q/2"), names(hits));
    }
  }

  @Test
  void hitsOfAQueryOnTrialAreMarked() throws Exception {
    try (var tasks = new Shards(operator(10), 1)) {
      tasks.change(query("q", 4, 0.6, EAST));
      tasks.change(query("q~trial", 1, 0.9, EAST));
      tasks.item(Items.image("1", EAST));
      List<Hit> hits = tasks.answers();
      assertEquals(List.of("q/1", "q~trial/1"), names(hits));
      assertEquals(List.of(false, true), hits.stream().map(Hit::isShadow).toList());
    }
  }

  @Test
  void feedsAndExpiryOfAQueryAreKept() throws Exception {
    Query ofCamOne = Queries.query("one", "east", 0.5, List.of("cam-1"), null);
    Query everywhere = Queries.query("all", "east", 0.5, List.of("*", "cam-1"), Items.NOON);
    try (var tasks = new Shards(operator(10), 1)) {
      tasks.change(QueryInForce.ofTexts("one", 1, ofCamOne, Items.MODEL, EAST));
      tasks.change(QueryInForce.ofTexts("all", 1, everywhere, Items.MODEL, EAST));
      tasks.item(Items.image("early", "cam-2", Items.NOON.minusMillis(1), EAST));
      tasks.item(Items.image("late", "cam-1", Items.NOON, EAST));
      assertEquals(List.of("all/early", "one/late"), names(tasks.answers()));
    }
  }

  @Test
  void imagesWaitForTheQueriesThatExistedAtTheStart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var tasks = new Shards(operator(10, "q", "rejected"), 1)) {
      tasks.item(Items.image("1", EAST));
      tasks.change(QueryInForce.notYet("rejected"));
      assertEquals(List.of(), tasks.answers());
      snapshot = tasks.snapshot();
    }
    try (var tasks = new Shards(operator(10, "q", "rejected"), 1, snapshot, 1)) {
      tasks.item(Items.image("2", EAST));
      tasks.change(query("q", 1, 0.9, EAST));
      assertEquals(List.of("q/1", "q/2"), names(tasks.answers()));
    }
  }

  @Test
  void aReplacedQueryMatchesByItsNewVectorAndARemovedOneNoMore() throws Exception {
    try (var tasks = new Shards(operator(10), 1)) {
      tasks.change(query("q", 1, 0.9, EAST));
      tasks.change(query("q", 2, 0.9, NORTH));
      tasks.item(Items.image("east", EAST));
      tasks.item(Items.image("north", NORTH));
      List<Hit> hits = tasks.answers();
      assertEquals(List.of("q/north"), names(hits));
      assertEquals(2, hits.get(0).queryVersion());
      tasks.change(QueryInForce.gone("q", 2));
      tasks.item(Items.image("again", NORTH));
      assertEquals(List.of(), tasks.answers());
    }
  }

  @Test
  void queriesOfEachModelSeeTheItemsOfThatModelAlone() throws Exception {
    try (var tasks = new Shards(operator(10), 1)) {
      tasks.change(query("q", 1, 0.9, EAST));
      tasks.change(
          QueryInForce.ofTexts("r", 1, Queries.text("r", "a"), "sha256:new", new float[] {1, 0}));
      tasks.item(Items.image("1", EAST));
      tasks.item(Items.image("2", "sha256:new", 1, 0));
      tasks.item(Items.image("3", "sha256:none", 1, 0));
      assertEquals(List.of("q/1", "r/2"), names(tasks.answers()));
      tasks.acknowledgements();
      tasks.change(
          QueryInForce.ofTexts("q", 1, Queries.text("q", "a"), "sha256:new", new float[] {1, 0}));
      assertEquals(List.of(), tasks.acknowledgements(), "the same version by a new model");
      tasks.item(Items.image("4", EAST));
      tasks.item(Items.image("5", "sha256:new", 1, 0));
      assertEquals(Set.of("q/5", "r/5"), new TreeSet<>(names(tasks.answers())));
    }
  }

  @Test
  void theFirstHitOfAClosedWindowIsLogged() throws Exception {
    Query best = Queries.best("q", 3);
    try (LogLines lines = LogLines.of(MatchQueries.class);
        var tasks = new Shards(operator(10), 1)) {
      tasks.change(QueryInForce.ofTexts("q", 1, best, Items.MODEL, EAST));
      tasks.time(Items.NOON.plusSeconds(60));
      tasks.item(Items.image("1", "cam-2", Items.NOON.plusSeconds(60), EAST));
      tasks.item(Items.image("2", "cam-2", Items.NOON, EAST));
      tasks.item(Items.image("3", "cam-2", Items.NOON, EAST));
      assertEquals(List.of(), tasks.answers());
      assertEquals(
          List.of(
              "Late: cam-2/2 of %s came after its window of query q was closed and is no hit of it"
                  .formatted(Items.NOON)),
          lines.now());
    }
  }

  @Test
  void aQueryThatCannotBeMatchedIsDisabledAndTheOthersGoOn() throws Exception {
    try (var tasks = new Shards(operator(10, "bad", "q"), 1)) {
      tasks.change(query("bad", 1, 0.5, new float[] {1, 1}));
      Status status = tasks.acknowledgements().get(0).status();
      assertEquals(StatusState.DISABLED, status.state());
      assertTrue(status.detail().startsWith("cannot be matched: query bad has length"));
      tasks.change(query("q", 1, 0.5, EAST));
      tasks.item(Items.image("1", EAST));
      assertEquals(List.of("q/1"), names(tasks.answers()));
    }
  }

  /** A term longer than the items: it fails when the first item comes. */
  @Test
  void aQueryThatFailsWhileItIsMatchedIsDisabledOnceAndStaysOut() throws Exception {
    OperatorSubtaskState snapshot;
    try (var tasks = new Shards(operator(10), 1)) {
      Query query = Queries.query("bad", "any", 0.5, null, null);
      tasks.change(
          new QueryInForce(
              "bad",
              3,
              query,
              Items.MODEL,
              EAST,
              0,
              Map.of(),
              List.of(new TermInForce("long", 1, new float[] {1, 0, 0, 0}))));
      tasks.change(query("q", 1, 0.5, EAST));
      assertEquals(2, tasks.acknowledgements().size());
      tasks.item(Items.image("1", EAST));
      tasks.item(Items.image("2", EAST));
      assertEquals(List.of("q/1", "q/2"), names(tasks.answers()));
      List<Acknowledgement> said = tasks.acknowledgements();
      assertEquals(1, said.size());
      assertEquals(StatusState.DISABLED, said.get(0).status().state());
      assertEquals(3, said.get(0).status().version());
      snapshot = tasks.snapshot();
    }
    try (var tasks = new Shards(operator(10), 1, snapshot, 1)) {
      tasks.item(Items.image("3", EAST));
      assertEquals(List.of("q/3"), names(tasks.answers()));
      assertEquals(List.of(), tasks.acknowledgements());
    }
  }

  /** It fails when its hits are made, which is before a barrier or when the window ends. */
  @Test
  void aQueryThatFailsAtTheBestOfItsWindowIsDisabledBeforeABarrierAndStaysOut() throws Exception {
    Query query = Queries.best("bad", 1);
    OperatorSubtaskState snapshot;
    try (var tasks = new Shards(operator(10), 1)) {
      tasks.change(
          new QueryInForce(
              "bad",
              3,
              query,
              Items.MODEL,
              EAST,
              0,
              Map.of(),
              List.of(new TermInForce("long", 1, new float[] {1, 0, 0, 0}))));
      assertEquals(1, tasks.acknowledgements().size());
      tasks.item(Items.image("1", EAST));
      assertEquals(List.of(), tasks.answers());
      snapshot = tasks.snapshot();
      List<Acknowledgement> said = tasks.acknowledgements();
      assertEquals(1, said.size());
      assertEquals(StatusState.DISABLED, said.get(0).status().state());
      assertEquals(3, said.get(0).status().version());
      tasks.item(Items.image("2", EAST));
      tasks.time(Items.NOON.plusSeconds(120));
      assertEquals(List.of(), tasks.answers());
    }
    try (var tasks = new Shards(operator(10), 1, snapshot, 1)) {
      tasks.item(Items.image("3", EAST));
      tasks.time(Items.NOON.plusSeconds(120));
      assertEquals(List.of(), tasks.answers());
      assertEquals(List.of(), tasks.acknowledgements());
    }
  }

  @Test
  void aHitNamesWhatStandsBehindItsQueryAndWhatEachTermAdds() throws Exception {
    Query query = Queries.query("q", "any", 0.5, null, null);
    try (var tasks = new Shards(operator(10), 1)) {
      tasks.change(
          new QueryInForce(
              "q",
              1,
              query,
              Items.MODEL,
              new float[] {0.6f, 0.8f, 0},
              7,
              Map.of("shirt", 2L),
              List.of(new TermInForce("east", 3, EAST), new TermInForce("north", 4, NORTH))));
      tasks.item(Items.image("1", 0, 1, 0));
      Hit hit = tasks.answers().get(0);
      assertEquals(7, hit.words());
      assertEquals(Map.of("shirt", 2L), hit.concepts());
      assertEquals("east", hit.terms().get(0).term());
      assertEquals(0, hit.terms().get(0).contribution());
      assertEquals(0.8, hit.terms().get(1).contribution(), 1e-7);
    }
  }

  @Test
  void hitsOfItemsThatComeTogetherLeaveByPriority() throws Exception {
    try (var tasks = new Shards(operator(10), 1)) {
      for (String id : List.of("low", "high", "none")) {
        Integer priority = id.equals("none") ? null : id.equals("low") ? -1 : 1;
        Query query =
            new Query(
                id, "any", null, null, 0.5, null, null, null, null, null, null, priority, null);
        tasks.change(QueryInForce.ofTexts(id, 1, query, Items.MODEL, EAST));
      }
      tasks.item(Items.image("1", EAST));
      tasks.item(Items.image("2", EAST));
      assertEquals(
          List.of("high/1", "high/2", "none/1", "none/2", "low/1", "low/2"),
          names(tasks.answers()));
    }
  }

  @Test
  void aQueryThatFailedMayBeRemovedBeforeTheNextCheckpoint() throws Exception {
    try (var tasks = new Shards(operator(10), 1)) {
      tasks.change(query("short", 1, 0.5, new float[] {0.5f, 0, 0}));
      tasks.change(QueryInForce.gone("short", 1));
      tasks.snapshot();
      assertEquals(
          List.of(StatusState.DISABLED, StatusState.DISABLED),
          tasks.published().stream().map(said -> said.status().state()).toList());
    }
  }

  @Test
  void whatAQueryHasShownByAnotherModelIsNotRepeated() throws Exception {
    Distinct rule = new Distinct(Duration.ofHours(1), 0.5);
    Query query =
        new Query("q", "t", null, null, 0.5, null, null, null, null, null, null, null, rule);
    try (var tasks = new Shards(operator(10), 1)) {
      tasks.change(QueryInForce.ofTexts("q", 1, query, Items.MODEL, EAST));
      tasks.item(Items.image("1", EAST));
      tasks.change(QueryInForce.ofTexts("q", 1, query, "sha256:other", new float[] {1, 0}));
      tasks.item(Items.image("2", "sha256:other", 1, 0));
      assertEquals(List.of("q/1", "q/2"), names(tasks.answers()));
    }
  }

  @Test
  void changesAreAcknowledgedWithTheTimeTheyEnd() throws Exception {
    Query ending = Queries.query("q", "east", 0.5, null, Items.NOON);
    OperatorSubtaskState snapshot;
    try (var tasks = new Shards(operator(10), 1)) {
      tasks.change(QueryInForce.ofTexts("q", 1, ending, Items.MODEL, EAST));
      Acknowledgement active = tasks.acknowledgements().get(0);
      assertEquals(new Acknowledgement(0, 1, status(StatusState.ACTIVE, null), Items.NOON), active);
      snapshot = tasks.snapshot();
      tasks.change(QueryInForce.gone("q", 1));
      assertEquals(
          List.of(
              new Acknowledgement(0, 1, status(StatusState.DISABLED, "no longer in force"), null),
              new Acknowledgement(0, 1, status(StatusState.DISABLED, null), null, true)),
          tasks.acknowledgements());
      tasks.change(QueryInForce.notYet("never"));
      assertEquals(List.of(), tasks.acknowledgements());
    }
    try (var tasks = new Shards(operator(10), 1, snapshot, 1)) {
      tasks.tick();
      assertEquals(List.of(), tasks.acknowledgements(), "said once, and never again");
    }
  }

  /** Else the state would grow with every query that ever was. */
  @Test
  void stateForgetsRemovedQueriesButNotRefusedOnes() throws Exception {
    OperatorSubtaskState snapshot;
    try (var tasks = new Shards(operator(10, "awaited"), 1)) {
      for (String id : List.of("removed", "awaited")) {
        tasks.change(query(id, 1, 0.9, EAST));
        tasks.change(QueryInForce.gone(id, 1));
      }
      tasks.change(QueryInForce.notYet("refused"));
      snapshot = tasks.snapshot();
    }
    for (String name : List.of("awaited", "refused")) {
      try (var tasks = new Shards(operator(10, name), 1, snapshot, 1)) {
        tasks.change(query("q", 1, 0.9, EAST));
        tasks.item(Items.image("1", EAST));
        assertEquals(List.of("q/1"), names(tasks.answers()), name + " is known not to come");
      }
    }
    try (var tasks = new Shards(operator(10, "removed"), 1, snapshot, 1)) {
      tasks.change(query("q", 1, 0.9, EAST));
      tasks.item(Items.image("1", EAST));
      assertEquals(List.of(), tasks.answers());
    }
  }

  /** Queries first, then images; restarts and rescaling anywhere: hits as by brute force. */
  @Test
  void hitsAreThoseOfBruteForceWhateverTheParallelismAndRestarts() throws Exception {
    for (int trial = 0; trial < 8; trial++) {
      List<QueryInForce> queries = new ArrayList<>();
      List<Embedded> items = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        queries.add(query("q-" + i, 1, random.nextDouble() - 0.3, Items.unit(random, 5)));
        items.add(Items.image("i-" + i, Items.unit(random, 5)));
      }
      Set<String> expected = new TreeSet<>();
      for (QueryInForce query : queries) {
        for (Embedded item : items) {
          double score = 0;
          for (int j = 0; j < 5; j++) {
            score += (double) query.vector()[j] * item.vector()[j];
          }
          if (score >= query.query().threshold()) {
            expected.add(query.id() + "/" + item.id());
          }
        }
      }
      String[] names = queries.stream().map(QueryInForce::id).toArray(String[]::new);
      List<String> hits = run(operator(100, names), queries, items);
      assertEquals(expected, new TreeSet<>(hits));
      assertEquals(expected.size(), hits.size());
      assertTrue(expected.size() > 100);
    }
  }

  private List<String> run(
      Supplier<MatchQueries> operator, List<QueryInForce> queries, List<Embedded> items)
      throws Exception {
    List<Object> events = new ArrayList<>(queries);
    events.addAll(items);
    Collections.shuffle(events, random);
    List<String> hits = new ArrayList<>();
    int parallelism = 1 + random.nextInt(3);
    var tasks = new Shards(operator, parallelism);
    for (int event = 0; event < events.size(); event++) {
      if (event % 17 == 5) {
        OperatorSubtaskState snapshot = tasks.snapshot();
        hits.addAll(names(tasks.answers()));
        tasks.close();
        int before = parallelism;
        parallelism = 1 + random.nextInt(3);
        tasks = new Shards(operator, parallelism, snapshot, before);
      }
      if (events.get(event) instanceof Embedded item) {
        tasks.item(item);
      } else {
        tasks.change((QueryInForce) events.get(event));
      }
    }
    hits.addAll(names(tasks.answers()));
    tasks.close();
    return hits;
  }

  @Test
  void theOperatorsTravelToWhereTheyRun() throws Exception {
    var settings = new WaitingSettings(Set.of("q"), 1);
    Supplier<MatchQueries> arrived =
        () -> copy(new MatchQueries(PlainMatrixProduct::new, Shards.settings(settings)));
    try (var tasks = new Shards(arrived, 1)) {
      tasks.change(query("q", 1, 0.9, EAST));
      tasks.item(Items.image("1", EAST));
      assertEquals(List.of("q/1"), names(tasks.answers()));
    }
    copy(new PrepareQueries(Vectors.model("sha256:model")));
  }

  private static <T extends Serializable> T copy(T operator) {
    try {
      return InstantiationUtil.clone(operator);
    } catch (IOException | ClassNotFoundException why) {
      throw new IllegalStateException(why);
    }
  }

  @Test
  void aProductThatCanBeClosedIsClosedWithTheSubtask() throws Exception {
    Closing.closed = 0;
    var settings = new WaitingSettings(Set.of(), 1);
    new Shards(() -> new MatchQueries(Closing::new, Shards.settings(settings)), 2).close();
    assertEquals(2, Closing.closed);
  }

  private static final class Closing implements MatrixProduct, AutoCloseable {

    private static int closed;

    @Override
    public void multiply(Shape shape, FloatBuffer left, FloatBuffer right, FloatBuffer scores) {}

    @Override
    public void close() {
      closed++;
    }
  }

  private static QueryInForce query(String id, long version, double threshold, float[] vector) {
    Query query = Queries.query(id, "any", threshold, null, null);
    return QueryInForce.ofTexts(id, version, query, Items.MODEL, vector);
  }

  private static Supplier<MatchQueries> operator(int maxItems, String... awaited) {
    var settings = new WaitingSettings(Set.of(awaited), maxItems);
    return () -> new MatchQueries(PlainMatrixProduct::new, Shards.settings(settings));
  }

  private static List<String> names(List<Hit> hits) {
    return hits.stream().map(hit -> hit.query() + "/" + hit.id()).toList();
  }

  private static Status status(StatusState state, String detail) {
    return new Status(StatusKind.QUERY, "q", 1, state, detail);
  }
}
