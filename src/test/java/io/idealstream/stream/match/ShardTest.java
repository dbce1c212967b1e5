package io.idealstream.stream.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.math.MatrixProduct;
import io.idealstream.math.PlainMatrixProduct;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.inforce.Items;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  private static final int QUERIES = 3;
  private static final int ITEMS = 20;
  private static final float[] EAST = {1, 0};
  private static final int MOST_HELD_EVER = 200_000;

  private final List<Integer> itemsAtOnce = new ArrayList<>();

  /** Every query matches every item. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 30, MOST_HELD_EVER})
  void howeverFewMatchesAreHeldAtATimeTheSameItemsAreHits(int mostFound) {
    Shard shard = shard(mostFound);
    IntStream.range(0, QUERIES).forEach(q -> hold(shard, "q" + q, 1, EAST));
    List<DueItem> items =
        IntStream.range(0, ITEMS)
            .mapToObj(i -> new DueItem(Items.image("i" + i, EAST), KeyGroupRange.of(0, 127)))
            .toList();
    List<String> hits = new ArrayList<>();
    shard.answer(items, new Hits(hits));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      for (int q = 0; q < QUERIES; q++) {
        expected.add("q" + q + " i" + i);
      }
    }
    assertEquals(expected, hits);
    assertEquals(List.of(ITEMS), itemsAtOnce, "one product of all");
  }

  /** Those of higher priority leave first, among the items that are answered together. */
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "4, 2", "11, 5", "200000, 20"})
  void asManyItemsAreAnsweredTogetherAsHaveNoMoreMatches(int mostFound, int together) {
    Shard shard = shard(mostFound);
    hold(shard, "first", 1, 1, EAST);
    hold(shard, "then", 1, null, EAST);
    List<String> hits = new ArrayList<>();
    shard.answer(
        IntStream.range(0, ITEMS)
            .mapToObj(i -> new DueItem(Items.image("i" + i, EAST), KeyGroupRange.of(0, 127)))
            .toList(),
        new Hits(hits));
    assertEquals(2 * ITEMS, hits.size());
    assertEquals(together, hits.indexOf("then i0"));
  }

  /** Such as one that waited, before a restart, for queries of another subtask. */
  @Test
  void anItemThatDoesNotConcernAQueryIsNotAmongItsBest() {
    List<String> hits = new ArrayList<>();
    Shard shard = new Shard(new PlainMatrixProduct(), new Only("mine"), 1 << 20);
    for (String id : List.of("other", "mine")) {
      QueryInForce inForce = QueryInForce.ofTexts(id, 1, Queries.best(id, 1), Items.MODEL, EAST);
      shard.put(id, 1, () -> ShardState.of(inForce));
    }
    shard.answer(
        List.of(new DueItem(Items.image("i", EAST), KeyGroupRange.of(0, 3))), new Hits(hits));
    List<Hit> best = shard.pass(Long.MAX_VALUE);
    assertEquals(List.of(), hits);
    assertEquals(List.of("mine"), best.stream().map(Hit::query).toList());
  }

  private record Only(String query) implements Shard.Surroundings {
    @Override
    public boolean concerns(DueItem due, String other) {
      return other.equals(query);
    }

    @Override
    public long reached(String other) {
      return Long.MIN_VALUE;
    }
  }

  /** What metric {@code queriesHeld} shows, from a thread of its own. */
  @Test
  void itsSizeIsThatOfTheQueriesThatAreMatched() {
    Shard shard = shard(MOST_HELD_EVER);
    assertEquals(0, shard.size());
    hold(shard, "a", 1, EAST);
    hold(shard, "b", 1, EAST);
    hold(shard, "a", 2, EAST);
    assertEquals(2, shard.size());
    hold(shard, "b", 2, new float[] {1, 0, 0});
    assertEquals(1, shard.size(), "a query of another dimension failed");
    shard.forget("a");
    assertEquals(0, shard.size());
  }

  private Shard shard(int mostFound) {
    MatrixProduct plain = new PlainMatrixProduct();
    MatrixProduct recording =
        (shape, queries, batch, scores) -> {
          itemsAtOnce.add(shape.batch());
          plain.multiply(shape, queries, batch, scores);
        };
    return new Shard(recording, new Everywhere(), 1 << 20, mostFound);
  }

  private static void hold(Shard shard, String id, long version, float[] vector) {
    hold(shard, id, version, null, vector);
  }

  private static void hold(Shard shard, String id, long version, Integer priority, float[] vector) {
    Query query =
        new Query(id, "east", null, null, 0.1, null, null, null, null, null, null, priority, null);
    QueryInForce inForce = QueryInForce.ofTexts(id, version, query, Items.MODEL, vector);
    shard.put(id, version, () -> ShardState.of(inForce));
  }

  private record Hits(List<String> hits) implements Shard.Outlet {
    @Override
    public void hit(Hit hit) {
      hits.add(hit.query() + " " + hit.id());
    }

    @Override
    public void failed(String query, long version, String why) {
      throw new AssertionError(why);
    }

    @Override
    public void late(Hit hit) {
      throw new AssertionError(hit);
    }

    @Override
    public void repeated() {}
  }
}
