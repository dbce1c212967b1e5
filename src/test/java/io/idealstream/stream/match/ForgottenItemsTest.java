package io.idealstream.stream.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.math.PlainMatrixProduct;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.inforce.Items;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Query;
import io.idealstream.wire.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Items that are to be forgotten, where images are held against queries. */
class ForgottenItemsTest {

  private static final float[] EAST = {1, 0};
  private static final float[] NEAR = {0.8f, 0.6f};
  private static final float[] FAR = {0.6f, 0.8f};

  private static Supplier<MatchQueries> operator(String... awaited) {
    return () ->
        new MatchQueries(
            PlainMatrixProduct::new, Shards.settings(new WaitingSettings(Set.of(awaited), 10)));
  }

  private static Embedded item(String id, int second, float... vector) {
    return Items.image(id, "cam-1", Items.NOON.plusSeconds(second), vector);
  }

  private static Embedded forgotten(String feed, String id) {
    return Embedded.forgotten(new Erasure("r", feed, id, "anna", null, Instant.EPOCH));
  }

  private static QueryInForce query(String id, Integer k, String lookBack, Distinct distinct) {
    Query query =
        new Query(
            id,
            "east",
            null,
            null,
            k == null ? 0.5 : null,
            k,
            k == null ? null : Duration.ofMinutes(1),
            null,
            null,
            lookBack,
            null,
            null,
            distinct);
    return QueryInForce.ofTexts(id, 1, query, Items.MODEL, EAST);
  }

  private static List<String> names(List<Hit> hits) {
    return hits.stream().map(hit -> hit.query() + "/" + hit.id()).toList();
  }

  @Test
  void aNewQueryDoesNotFindItAndWhatIsOfAnotherFeedStays() throws Exception {
    OperatorSubtaskState state;
    try (var shards = new Shards(operator(), 2)) {
      shards.item(item("a", 1, EAST));
      shards.item(item("b", 2, EAST));
      shards.item(Items.image("a", "cam-2", Items.NOON.plusSeconds(3), EAST));
      shards.tick();
      shards.item(forgotten("cam-1", "a"));
      Forgotten gone = new Forgotten("cam-1/a", Trace.LOOK_BACK, 1);
      assertEquals(List.of(gone, gone), shards.side(Forgotten.TAG), "each subtask had a copy");
      shards.item(forgotten("cam-1", "a"));
      assertEquals(List.of(), shards.side(Forgotten.TAG));
      state = shards.snapshot();
    }
    try (var shards = new Shards(operator(), 3, state, 2)) {
      shards.change(query("q", null, "10", null));
      List<Hit> hits = shards.out();
      assertEquals(List.of("q/b", "q/a"), names(hits));
      assertEquals("cam-2", hits.get(1).feed());
    }
  }

  @Test
  void anItemThatWaitsForQueriesIsNeverAnsweredAndHoldsNothingUp() throws Exception {
    try (var shards = new Shards(operator("q"), 1)) {
      shards.change(query("there", null, null, null));
      shards.item(item("a", 1, EAST));
      shards.time(Items.NOON.plusSeconds(90));
      shards.item(forgotten("cam-1", "a"));
      assertEquals(
          List.of(new Forgotten("cam-1/a", Trace.WAITING_FOR_QUERIES, 1)),
          shards.side(Forgotten.TAG));
      shards.change(query("q", null, "10", null));
      assertEquals(List.of(), shards.answers());
    }
  }

  /** The second best of two had been refused for the third; a place is free for the next. */
  @Test
  void aWindowGivesItNoMoreAndTakesWhatItWouldHaveRefused() throws Exception {
    OperatorSubtaskState state;
    try (var shards = new Shards(operator(), 1)) {
      shards.change(query("best", 2, null, null));
      shards.item(item("a", 1, EAST));
      shards.item(item("b", 2, NEAR));
      shards.item(item("refused", 3, FAR));
      shards.tick();
      shards.item(forgotten("cam-1", "a"));
      assertEquals(
          List.of(
              new Forgotten("cam-1/a", Trace.LOOK_BACK, 1),
              new Forgotten("cam-1/a", Trace.OPEN_WINDOWS, 1)),
          shards.side(Forgotten.TAG));
      shards.item(item("late", 4, FAR));
      shards.tick();
      state = shards.snapshot();
    }
    try (var shards = new Shards(operator(), 1, state, 1)) {
      shards.time(Items.NOON.plusSeconds(60));
      List<Hit> hits = shards.out();
      assertEquals(List.of("best/b", "best/late"), names(hits));
      assertEquals(List.of(1, 2), hits.stream().map(Hit::rank).toList());
    }
  }

  @Test
  void aWindowThatHeldNothingElseClosesEmptyAlsoAfterARestart() throws Exception {
    OperatorSubtaskState state;
    try (var shards = new Shards(operator(), 1)) {
      shards.change(query("best", 2, null, null));
      shards.item(item("a", 1, EAST));
      shards.tick();
      shards.snapshot();
      shards.item(forgotten("cam-1", "a"));
      state = shards.snapshot();
      shards.time(Items.NOON.plusSeconds(60));
      assertEquals(List.of(), shards.out());
    }
    try (var shards = new Shards(operator(), 1, state, 1)) {
      shards.time(Items.NOON.plusSeconds(60));
      assertEquals(List.of(), shards.out());
    }
  }

  @Test
  void whatAQueryHasShownDoesNotHideItsLikeAnyMore() throws Exception {
    Distinct rule = new Distinct(Duration.ofHours(1), 0.9);
    OperatorSubtaskState state;
    try (var shards = new Shards(operator(), 1)) {
      shards.change(query("news", null, null, rule));
      shards.item(item("a", 1, EAST));
      shards.item(item("b", 2, FAR));
      shards.item(item("like a", 3, EAST));
      assertEquals(List.of("news/a", "news/b"), names(shards.answers()));
      state = shards.snapshot();
    }
    try (var shards = new Shards(operator(), 1, state, 1)) {
      shards.item(forgotten("cam-1", "a"));
      assertEquals(
          List.of(
              new Forgotten("cam-1/a", Trace.LOOK_BACK, 1),
              new Forgotten("cam-1/a", Trace.SHOWN, 1)),
          shards.side(Forgotten.TAG));
      state = shards.snapshot();
    }
    try (var shards = new Shards(operator(), 1, state, 1)) {
      shards.item(item("again like a", 4, EAST));
      shards.item(item("like b", 5, FAR));
      assertEquals(List.of("news/again like a"), names(shards.answers()));
    }
  }
}
