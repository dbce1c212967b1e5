package io.idealstream.stream.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.math.PlainMatrixProduct;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.ItemPart;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.decide.Matched;
import io.idealstream.stream.inforce.Items;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What matching says of items to who decides about them. */
class MatchedPartsTest {

  private static final int GROUPS = 720;
  private static final float[] EAST = {1, 0};
  private static final float[] NORTH = {0, 1};
  private static final long END = Items.NOON.plusSeconds(60).toEpochMilli();

  private static Supplier<MatchQueries> operator(String... awaited) {
    return () ->
        new MatchQueries(
            PlainMatrixProduct::new,
            new MatchSettings(new WaitingSettings(Set.of(awaited), 10), Shards.BATCHES, 1_000_000));
  }

  private static Embedded item(String id, int second, float... vector) {
    return Items.image(id, "cam-1", Items.NOON.plusSeconds(second), vector);
  }

  /**
   * @param k null for a query by threshold
   */
  private static QueryInForce query(String id, Integer k, String lookBack, float... vector) {
    return query(id, 1, k, lookBack, vector);
  }

  private static QueryInForce query(
      String id, long version, Integer k, String lookBack, float... vector) {
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
            null);
    return QueryInForce.ofTexts(id, version, query, Items.MODEL, vector);
  }

  private static List<ItemPart> parts(Shards shards) throws Exception {
    shards.tick();
    return shards.side(MatchQueries.PARTS);
  }

  private static List<ItemPart> of(List<ItemPart> parts, ItemPart.Kind kind) {
    return parts.stream().filter(part -> part.kind() == kind).toList();
  }

  /** Every key group once, and the hits of all parts. */
  private static Set<String> wholly(List<ItemPart> parts, String item) {
    BitSet groups = new BitSet();
    Set<String> hits = new TreeSet<>();
    for (ItemPart part : parts) {
      if (part.item().equals(item) && part.kind() == ItemPart.Kind.MATCHED) {
        assertTrue(part.groups() > 0);
        int end = part.firstGroup() + part.groups();
        assertTrue(groups.get(part.firstGroup(), end).isEmpty(), "a key group comes twice");
        groups.set(part.firstGroup(), end);
        Matched content = Matched.of(part.content());
        content.hits().forEach(hit -> hits.add(hit.query()));
        content.open().forEach((query, until) -> hits.add(query + " until " + until));
      }
    }
    assertEquals(GROUPS, groups.cardinality(), "key groups of " + item);
    return hits;
  }

  @Test
  void thePartsOfAnItemAreOfEveryKeyGroupOnce() throws Exception {
    try (var shards = new Shards(operator(), 3)) {
      for (String id : List.of("a", "b", "c", "d", "e")) {
        shards.change(query(id, null, null, EAST));
      }
      shards.change(query("best", 2, null, EAST));
      shards.change(query("best~trial", 2, null, EAST));
      shards.change(query("a~trial", null, null, EAST));
      shards.item(item("east", 1, EAST));
      shards.item(item("north", 2, NORTH));
      List<ItemPart> parts = parts(shards);
      assertEquals(
          Set.of("a", "b", "best until " + END, "c", "d", "e"), wholly(parts, "cam-1/east"));
      assertEquals(Set.of("best until " + END), wholly(parts, "cam-1/north"));
      assertEquals(6, parts.size());
      assertEquals(Items.NOON.plusSeconds(1), parts.get(0).time());
      shards.item(Items.caption("caption", EAST));
      assertEquals(List.of(), parts(shards));
    }
  }

  /** Where an item waits in some subtasks and was answered in others before the restart. */
  @Test
  void noKeyGroupIsLostOrDoubledWhereItemsWaitOverRestarts() throws Exception {
    String first = null;
    String last = null;
    for (int i = 0; first == null || last == null; i++) {
      String id = "q" + i;
      first = first == null && Shards.subtask(id, 3) == 0 ? id : first;
      last = last == null && Shards.subtask(id, 3) == 2 ? id : last;
    }
    List<ItemPart> parts = new ArrayList<>();
    OperatorSubtaskState state;
    Supplier<MatchQueries> operator = operator(first, last);
    try (var shards = new Shards(operator, 3)) {
      shards.item(item("a", 1, EAST));
      parts.addAll(parts(shards));
      assertEquals(1, parts.size(), "the subtask in between waits for nothing");
      state = shards.snapshot();
    }
    try (var shards = new Shards(operator, 2, state, 3)) {
      shards.change(query(last, null, null, EAST));
      shards.item(item("b", 2, EAST));
      parts.addAll(parts(shards));
      state = shards.snapshot();
    }
    try (var shards = new Shards(operator, 5, state, 2)) {
      shards.change(query(first, null, null, EAST));
      shards.item(item("c", 3, EAST));
      parts.addAll(parts(shards));
    }
    for (String id : List.of("a", "b", "c")) {
      assertEquals(new TreeSet<>(Set.of(first, last)), wholly(parts, "cam-1/" + id));
    }
  }

  @Test
  void hitsOfAWindowComeOnceItIsClosedAndSayWhenItEnded() throws Exception {
    OperatorSubtaskState state;
    try (var shards = new Shards(operator(), 1)) {
      shards.change(query("best", 1, null, EAST));
      shards.item(item("better", 1, EAST));
      shards.item(item("other", 2, 0.8f, 0.6f));
      shards.item(item("next", 70, EAST));
      List<ItemPart> parts = parts(shards);
      assertEquals(Set.of("best until " + END), wholly(parts, "cam-1/better"));
      assertEquals(Set.of("best until " + (END + 60_000)), wholly(parts, "cam-1/next"));
      state = shards.snapshot();
    }
    try (var shards = new Shards(operator(), 1, state, 1)) {
      shards.time(Instant.ofEpochMilli(END - 2));
      assertEquals(List.of(), parts(shards));
      shards.time(Instant.ofEpochMilli(END - 1));
      ItemPart later = parts(shards).get(0);
      assertEquals(ItemPart.Kind.LATER, later.kind());
      assertEquals("cam-1/better", later.item());
      assertEquals(Items.NOON.plusSeconds(1), later.time());
      assertEquals(Map.of("best", END), Matched.of(later.content()).open());
      assertEquals(1, Matched.of(later.content()).hits().get(0).rank());
      shards.change(query("best", 2, 1, null, NORTH));
      later = parts(shards).get(0);
      assertEquals("cam-1/next", later.item(), "another version closes it");
      assertEquals(Map.of("best", END + 60_000), Matched.of(later.content()).open());
    }
  }

  @Test
  void whatAQueryFindsByLookingBackIsInNoPart() throws Exception {
    try (var shards = new Shards(operator(), 1)) {
      shards.item(item("old", 1, EAST));
      assertNull(parts(shards).get(0).content());
      shards.change(query("every", null, "10", EAST));
      shards.change(query("best", 2, "10", EAST));
      assertEquals(2, shards.answers().size());
      assertEquals(List.of(), parts(shards));
      shards.time(Instant.ofEpochMilli(END));
      assertEquals(List.of(), parts(shards));
    }
  }

  /** The renewed vector cannot be matched; its windows are those of before. */
  @Test
  void aQueryThatFailsAsItIsRenewedClosesItsWindows() throws Exception {
    try (var shards = new Shards(operator(), 1)) {
      shards.change(query("best", 2, null, EAST));
      shards.item(item("a", 1, EAST));
      parts(shards);
      shards.change(query("best", 2, null, 1, 1));
      List<ItemPart> later = parts(shards);
      assertEquals(1, later.size());
      assertEquals(Map.of("best", END), Matched.of(later.get(0).content()).open());
      shards.time(Instant.ofEpochMilli(END));
      assertEquals(1, shards.out().size(), "and it comes once");
    }
  }

  @Test
  void everySubtaskSaysThatNothingMoreComesOfWhatIsForgotten() throws Exception {
    Embedded forgotten =
        Embedded.forgotten(new Erasure("r", "cam-1", "a", "anna", null, Items.NOON));
    try (var shards = new Shards(operator(), 2)) {
      shards.item(item("a", 1, EAST));
      shards.item(forgotten);
      List<ItemPart> parts = parts(shards);
      assertEquals(2, of(parts, ItemPart.Kind.MATCHED).size(), "what came before it");
      assertEquals(2, of(parts, ItemPart.Kind.FORGOTTEN).size());
      assertEquals("cam-1/a", of(parts, ItemPart.Kind.FORGOTTEN).get(0).item());
    }
  }

  @Test
  void noWatermarkPassesAnItemThatWaitsForQueries() throws Exception {
    try (var shards = new Shards(operator("best"), 1)) {
      shards.item(item("a", 1, EAST));
      shards.time(Instant.ofEpochMilli(END));
      assertEquals(List.of(), shards.watermarks());
      shards.change(query("best", 2, null, EAST));
      assertEquals(List.of(END), shards.watermarks());
      Map<ItemPart.Kind, Integer> kinds = new TreeMap<>();
      parts(shards).forEach(part -> kinds.merge(part.kind(), 1, Integer::sum));
      assertEquals(Map.of(ItemPart.Kind.MATCHED, 1, ItemPart.Kind.LATER, 1), kinds);
    }
  }

  /** Whoever counts limits would hold what comes behind a silence until something else comes. */
  @Test
  void noSilencePassesAnItem() throws Exception {
    try (var shards = new Shards(operator(), 1)) {
      shards.item(item("a", 1, EAST));
      shards.silence();
      assertTrue(shards.areSilent());
      assertEquals(1, shards.<ItemPart>side(MatchQueries.PARTS).size(), "without a wait");
    }
    try (var shards = new Shards(operator("best"), 1)) {
      shards.item(item("a", 1, EAST));
      shards.silence();
      shards.tick();
      assertFalse(shards.areSilent(), "it waits for the query");
      shards.change(query("best", 2, null, EAST));
      assertTrue(shards.areSilent());
      assertEquals(1, shards.<ItemPart>side(MatchQueries.PARTS).size(), "without a wait");
    }
  }
}
