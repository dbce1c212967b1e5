package io.idealstream.stream.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.math.PlainMatrixProduct;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.inforce.Items;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Queries that look back at what came before them. */
class LookBackTest {

  private static final float[] EAST = {1, 0};
  private static final Supplier<MatchQueries> OPERATOR = operator(Set.of());

  private final Random random = new Random(6);

  @Test
  void aNewQueryFindsTheLastItemsOfItsFeedsWhateverTheirOrderAndRestarts() throws Exception {
    List<Embedded> items = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      items.add(item("i-" + i, "cam-" + i % 2, i, EAST));
    }
    Collections.shuffle(items, random);
    Shards shards = new Shards(OPERATOR, 2);
    for (Embedded item : items) {
      shards.item(item);
    }
    OperatorSubtaskState state = shards.snapshot();
    shards = new Shards(OPERATOR, 3, state, 2);
    shards.change(query("last", "3", null, List.of("cam-1")));
    assertEquals(List.of("last/i-15", "last/i-17", "last/i-19"), names(shards.out()));
    shards.change(query("since", "4s", null, null));
    List<Hit> hits = shards.out();
    assertEquals(
        List.of("since/i-15", "since/i-16", "since/i-17", "since/i-18", "since/i-19"), names(hits));
    assertTrue(hits.stream().allMatch(Hit::lookBack));
    shards.item(item("new", "cam-1", 20, EAST));
    List<Hit> live = shards.answers();
    assertEquals(Set.of("last/new", "since/new"), Set.copyOf(names(live)));
    assertTrue(live.stream().noneMatch(Hit::lookBack));
    shards.close();
  }

  @Test
  void lookingBackABestKRanksWhatItFinds() throws Exception {
    try (var shards = new Shards(OPERATOR, 1)) {
      shards.item(item("low", "cam", 1, 0.6f, 0.8f));
      shards.item(item("best", "cam", 2, EAST));
      shards.item(item("good", "cam", 3, 0.8f, 0.6f));
      shards.tick();
      shards.change(query("q", "10", 2, null));
      List<Hit> hits = shards.out();
      assertEquals(List.of("q/best", "q/good"), names(hits));
      assertEquals(List.of(1, 2), hits.stream().map(Hit::rank).toList());
      assertEquals(0.8, hits.get(1).score(), Math.pow(2, -11));
    }
  }

  @Test
  void aQueryThatWaitedForWhatItNamesDoesNotLookBackAgain() throws Exception {
    Shards shards = new Shards(OPERATOR, 1);
    shards.item(item("old", "cam", 1, EAST));
    shards.tick();
    shards.change(query("q", "10", null, null));
    assertEquals(List.of("q/old"), names(shards.out()));
    shards.change(QueryInForce.notYet("q"));
    OperatorSubtaskState state = shards.snapshot();
    shards = new Shards(OPERATOR, 2, state, 1);
    shards.change(query("q", "10", null, null));
    shards.item(item("new", "cam", 2, EAST));
    assertEquals(List.of("q/new"), names(shards.answers()));
    shards.close();
  }

  @Test
  void whatWasLookedBackAtIsNotShownAgainAndOfRepetitionsTheBestIs() throws Exception {
    Distinct similar = new Distinct(Duration.ofHours(1), 0.95);
    try (var shards = new Shards(OPERATOR, 1)) {
      float[] near = {0.9578263f, 0.2873479f};
      shards.item(item("near", "cam", 1, near));
      shards.item(item("best", "cam", 2, EAST));
      shards.item(item("other", "cam", 3, 0.6f, 0.8f));
      shards.item(item("unranked", "cam", 4, 0.5f, 0.8660254f));
      shards.tick();
      shards.change(distinct("ranked", 2, similar));
      shards.change(distinct("equal", null, new Distinct(Duration.ofHours(1), null)));
      List<Hit> hits = shards.out();
      assertEquals(
          List.of("ranked/best", "ranked/other"),
          names(hits.stream().filter(hit -> hit.rank() != null).toList()));
      shards.item(item("again", "cam", 5, near.clone()));
      assertEquals(
          List.of(), shards.answers().stream().filter(hit -> hit.query().equals("equal")).toList());
    }
  }

  private static QueryInForce distinct(String id, Integer k, Distinct rule) {
    Duration window = k == null ? null : Duration.ofHours(1);
    Query query =
        new Query(id, "east", null, null, 0.3, k, window, null, null, "10", null, null, rule);
    return QueryInForce.ofTexts(id, 1, query, Items.MODEL, EAST);
  }

  /** After a restart an item may be remembered by one subtask's share, and still be due here. */
  @Test
  void whatIsStillDueIsMatchedLiveAndNotLookedBackAt() throws Exception {
    Supplier<MatchQueries> operator = operator(Set.of("awaited"));
    Shards shards = new Shards(operator, 2);
    Set<String> expected = new TreeSet<>();
    for (int i = 0; i < 10; i++) {
      shards.item(item("i-" + i, "cam", i, EAST));
      expected.add("%s/i-%d false".formatted(besides("awaited"), i));
    }
    OperatorSubtaskState state = shards.snapshot();
    shards = new Shards(operator, 1, state, 2);
    shards.change(query(besides("awaited"), "100", null, null));
    shards.change(QueryInForce.notYet("awaited"));
    List<Hit> hits = shards.answers();
    assertEquals(10, hits.size());
    assertEquals(
        expected,
        new TreeSet<>(
            hits.stream()
                .map(hit -> "%s/%s %s".formatted(hit.query(), hit.id(), hit.lookBack()))
                .toList()));
    shards.close();
  }

  /** Who remembers an item for all may be the one where it still waits. */
  @Test
  void whatStillWaitsElsewhereAtARestartIsLookedBackAt() throws Exception {
    Supplier<MatchQueries> operator = operator(Set.of("awaited"));
    for (int parallelism : List.of(1, 2, 3)) {
      Shards shards = new Shards(operator, 2);
      Set<String> expected = new TreeSet<>();
      String elsewhere = away("awaited");
      for (int i = 0; i < 10; i++) {
        shards.item(item("i-" + i, "cam", i, EAST));
        expected.add("%s/i-%d true".formatted(elsewhere, i));
      }
      shards = new Shards(operator, parallelism, shards.snapshot(), 2);
      shards.change(query(elsewhere, "100", null, null));
      assertEquals(
          expected,
          new TreeSet<>(
              shards.out().stream()
                  .map(hit -> "%s/%s %s".formatted(hit.query(), hit.id(), hit.lookBack()))
                  .toList()));
      shards.change(QueryInForce.notYet("awaited"));
      assertEquals(List.of(), shards.answers(), "an item is looked back at or matched live");
      shards.close();
    }
  }

  /** A query that lives in the other of two subtasks. */
  private static String away(String other) {
    return IntStream.range(0, 100)
        .mapToObj(i -> "q-" + i)
        .filter(id -> Shards.subtask(id, 2) != Shards.subtask(other, 2))
        .findFirst()
        .orElseThrow();
  }

  /** A query that lives in the same of two subtasks as another. */
  private static String besides(String other) {
    return IntStream.range(0, 100)
        .mapToObj(i -> "q-" + i)
        .filter(id -> Shards.subtask(id, 2) == Shards.subtask(other, 2))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theOldestGoWhenThereIsNoRoom() {
    RecentItems recent = new RecentItems(10 * RecentItem.of(item("i-00", "cam", 0, EAST)).bytes());
    List<Embedded> items = new ArrayList<>();
    for (int i = 10; i < 40; i++) {
      items.add(item("i-" + i, "cam", i, EAST));
    }
    Collections.shuffle(items, random);
    items.forEach(recent::add);
    List<String> ids =
        recent.last(new LookBack(100, null), any -> true).stream().map(RecentItem::id).toList();
    assertEquals(
        List.of("i-30", "i-31", "i-32", "i-33", "i-34", "i-35", "i-36", "i-37", "i-38", "i-39"),
        ids);
  }

  /** Every element of state has its place in what each checkpoint lists. */
  @Test
  void manyItemsAreFewElementsOfStateAndComeBackWhole() {
    RecentItems recent = new RecentItems(1 << 20);
    for (int i = 0; i < 1_000; i++) {
      recent.add(item("i-%04d".formatted(i), i % 3 == 0 ? "cam" : "yard", i, EAST));
    }
    List<byte[]> packs = new ArrayList<>(recent.toBytes(0, 2));
    packs.addAll(recent.toBytes(1, 2));
    assertTrue(packs.size() <= 6, packs.size() + " elements");
    RecentItems restored = new RecentItems(1 << 20);
    packs.forEach(pack -> RecentItem.unpack(pack).forEach(restored::add));
    assertEquals(texts(recent), texts(restored));
    assertEquals(1_000, restored.size());
  }

  /** A checkpoint must not write again what the one before wrote. */
  @Test
  void whatHasNotChangedIsNotWrittenAgain() {
    RecentItems recent = new RecentItems(1 << 20);
    for (int i = 0; i < 1_000; i++) {
      recent.add(item("i-%04d".formatted(i), "cam", i, EAST));
    }
    List<byte[]> before = recent.toBytes(0, 1);
    recent.add(item("i-1000", "cam", 1_000, EAST));
    recent.forget(item("i-0300", "cam", 300, EAST));
    List<byte[]> after = recent.toBytes(0, 1);
    assertEquals(4, before.size());
    assertEquals(List.of(true, false, true, false), same(before, after));
    assertEquals(List.of(true, true, true, true), same(after, recent.toBytes(0, 1)));
  }

  private static List<Boolean> same(List<byte[]> before, List<byte[]> after) {
    return IntStream.range(0, before.size()).mapToObj(i -> before.get(i) == after.get(i)).toList();
  }

  /** Whatever comes, goes and is forgotten in between, and however many the subtasks are. */
  @Test
  void sharesAreAlwaysAllItems() {
    long most = 300 * RecentItem.of(item("i-0000", "cam", 0, EAST)).bytes();
    RecentItems recent = new RecentItems(most);
    for (int i = 0; i < 3_000; i++) {
      int second = i + random.nextInt(200);
      recent.add(item("i-%04d".formatted(random.nextInt(2_000)), "cam", second, EAST));
      if (random.nextInt(50) == 0) {
        recent.forget(item("i-%04d".formatted(random.nextInt(2_000)), "cam", 0, EAST));
      }
      if (random.nextInt(100) == 0) {
        int subtasks = 1 + random.nextInt(3);
        RecentItems restored = new RecentItems(most);
        for (int subtask = 0; subtask < subtasks; subtask++) {
          recent
              .toBytes(subtask, subtasks)
              .forEach(pack -> RecentItem.unpack(pack).forEach(restored::add));
        }
        assertEquals(texts(recent), texts(restored));
      }
    }
  }

  @Test
  void anItemThatIsAnElementByItselfIsReadAsBefore() {
    RecentItem item = RecentItem.of(item("i-1", "cam", 1, EAST));
    List<RecentItem> read = RecentItem.unpack(item.toBytes());
    assertEquals(1, read.size());
    assertEquals(item.id(), read.get(0).id());
    assertEquals(item.time(), read.get(0).time());
  }

  private static List<String> texts(RecentItems recent) {
    return recent.last(new LookBack(10_000, null), any -> true).stream()
        .map(item -> item.feed() + "/" + item.id() + "@" + item.time() + hex(item.half()))
        .toList();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static Supplier<MatchQueries> operator(Set<String> awaited) {
    return () ->
        new MatchQueries(
            PlainMatrixProduct::new, Shards.settings(new WaitingSettings(awaited, 10)));
  }

  private static Embedded item(String id, String feed, int second, float... vector) {
    return Items.image(id, feed, Items.NOON.plusSeconds(second), vector);
  }

  private static QueryInForce query(String id, String lookBack, Integer k, List<String> feeds) {
    Duration window = k == null ? null : Duration.ofHours(1);
    Query query =
        new Query(id, "east", null, null, 0.5, k, window, feeds, null, lookBack, null, null, null);
    return QueryInForce.ofTexts(id, 1, query, Items.MODEL, EAST);
  }

  private static List<String> names(List<Hit> hits) {
    return hits.stream().map(hit -> hit.query() + "/" + hit.id()).toList();
  }
}
