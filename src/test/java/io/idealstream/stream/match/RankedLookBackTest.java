package io.idealstream.stream.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.math.PlainMatrixProduct;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.inforce.Items;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The best k of what came before a query, however few matches are held at a time. */
class RankedLookBackTest {
  private static final int ITEMS = 60;
  private static final int SHOWN_APART = 10;
  private static final float[] EAST = {1, 0};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 59, 60, 1000})
  void theSameAreFoundAsIfAllMatchesWereHeld(int mostFound) {
    // ten items stand at every angle; of these the query shows one
    List<String> expected = new ArrayList<>();
    for (int angle = 0; angle < ITEMS / SHOWN_APART; angle++) {
      expected.add((angle + 1) + " " + angle);
    }
    assertEquals(expected, found(mostFound, 20));
    assertEquals(expected.subList(0, 3), found(mostFound, 3));
  }

  @Test
  void nothingIsFoundAmongNothing() {
    assertEquals(List.of(), ids(shard(3, 5)));
  }

  private static List<String> found(int mostFound, int k) {
    Shard shard = shard(mostFound, k);
    for (int i = 0; i < ITEMS; i++) {
      int angle = i / SHOWN_APART;
      double radians = angle * 0.1;
      float[] vector = {(float) Math.cos(radians), (float) Math.sin(radians)};
      String id = i % SHOWN_APART == 0 ? "" + angle : angle + "-again-" + i;
      shard.recent().add(Items.image(id, "cam", Items.NOON.plusSeconds(i), vector));
    }
    return ids(shard);
  }

  private static List<String> ids(Shard shard) {
    List<String> hits = new ArrayList<>();
    shard.lookBack("q", EAST, LookBack.of("1000"), item -> false, new Ranks(hits));
    return hits;
  }

  private static Shard shard(int mostFound, int k) {
    Shard shard = new Shard(new PlainMatrixProduct(), new Everywhere(), 1 << 20, mostFound);
    Query query =
        new Query(
            "q",
            "east",
            null,
            null,
            0.1,
            k,
            Duration.ofHours(1),
            null,
            null,
            "1000",
            null,
            null,
            new Distinct(Duration.ofHours(1), 0.9999));
    QueryInForce inForce = QueryInForce.ofTexts("q", 1, query, Items.MODEL, EAST);
    assertEquals(true, shard.put("q", 1, () -> ShardState.of(inForce)).isEmpty());
    return shard;
  }

  private record Ranks(List<String> hits) implements Shard.Outlet {
    @Override
    public void hit(Hit hit) {
      hits.add(hit.rank() + " " + hit.id());
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
