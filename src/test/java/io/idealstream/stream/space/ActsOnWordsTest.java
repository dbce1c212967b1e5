package io.idealstream.stream.space;

import static io.idealstream.estimate.BatchOracle.assertWords;
import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static io.idealstream.estimate.BirdSpaces.prepared;
import static io.idealstream.stream.space.AccumulateTest.INTERVAL;
import static io.idealstream.stream.space.AccumulateTest.ONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BatchOracle;
import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.stream.SpaceNews;
import io.idealstream.stream.space.AccumulateTest.Subtask;
import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Words after acts are those of a batch of the items that should count. Items come over forty hours
 * a minute apart, up to ten minutes out of order, and the acts in the last twelve of them.
 */
class ActsOnWordsTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration LENGTH = Duration.ofHours(40);
  private static final String WITH_COUNTS = BIRDS + "estimate: {weighting: counts}\n";

  private static Instant at(String time) {
    return Instant.parse("2026-03-02T" + time + ":00Z");
  }

  private static List<Observation> items(long seed) {
    Random random = new Random(seed);
    List<Observation> items = new ArrayList<>();
    for (long minute = 0; minute < LENGTH.toMinutes(); minute++) {
      Instant time = BEGIN.plusSeconds(60 * minute + random.nextInt(60));
      Map<String, String> values =
          Map.of(
              "bird",
              random.nextBoolean() ? "duck" : "owl",
              "place",
              List.of("lake", "wood", "town").get(random.nextInt(3)));
      float[] vector = FakeTexts.vector("item " + seed + " " + minute);
      items.add(new Observation("birds", 1, "*", Source.IMAGES, ONE, 0, values, time, vector));
    }
    items.sort(
        Comparator.comparing(
            item -> item.time().plusSeconds(new Random(item.hashCode()).nextInt(600))));
    return items;
  }

  private static Control act(Act act, Instant toTime, Instant effective) {
    return new Control(
        null,
        "birds",
        null,
        null,
        null,
        null,
        null,
        act,
        null,
        toTime,
        effective,
        null,
        "anna",
        null,
        effective.minusSeconds(10));
  }

  private static Control of(Source source, Control act) {
    return new Control(
        null,
        act.space(),
        null,
        source,
        null,
        null,
        null,
        act.act(),
        null,
        act.toTime(),
        act.effective(),
        null,
        act.by(),
        null,
        act.time());
  }

  /** Items in their order, each act before the first item of its time, and a restart before it. */
  private static Subtask run(List<Observation> items, StateBackend backend, Control... acts)
      throws Exception {
    Subtask subtask = Subtask.startOn(backend).knowing(prepared(BIRDS, 1));
    int from = 0;
    for (Control act : acts) {
      int to = from;
      while (to < items.size() && items.get(to).time().isBefore(act.effective())) {
        to++;
      }
      subtask.take(items.subList(from, to));
      subtask = subtask.restarted();
      hear(subtask, act);
      from = to;
    }
    subtask.take(items.subList(from, items.size()));
    return subtask;
  }

  private static void hear(Subtask subtask, Control act) throws Exception {
    subtask.processElement2(new StreamRecord<>(SpaceNews.of(act)));
  }

  private static SourceEstimate last(Subtask subtask) throws Exception {
    subtask.pass(INTERVAL);
    List<SourceEstimate> estimates = subtask.estimates();
    return estimates.get(estimates.size() - 1);
  }

  private static BatchOracle oracle(List<Observation> items, Predicate<Instant> counts) {
    BatchOracle oracle = new BatchOracle(BirdSpaces.definition(BIRDS));
    items.stream()
        .filter(item -> counts.test(item.time()))
        .forEach(item -> oracle.add(item.values(), item.vector()));
    return oracle;
  }

  private static Predicate<Instant> between(String from, String to) {
    return time -> !time.isBefore(at(from)) && time.isBefore(at(to));
  }

  private static Predicate<Instant> since(String from) {
    return time -> !time.isBefore(at(from));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void wordsOfTheWholeAreThoseOfABatchThoughSumsAreKeptApart(long seed) throws Exception {
    List<Observation> items = items(seed);
    try (Subtask subtask = run(items, new HashMapStateBackend())) {
      assertWords(oracle(items, time -> true).words(), last(subtask));
      subtask.snapshot(1, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatCameBetweenIsOutAndWhatComesLaterCounts(long seed) throws Exception {
    List<Observation> items = items(seed);
    Control back = act(Act.ROLLBACK, at("06:00"), at("10:30"));
    try (Subtask subtask = run(items, new HashMapStateBackend(), back)) {
      SourceEstimate estimate = last(subtask);
      BatchOracle oracle = oracle(items, between("06:00", "10:30").negate());
      assertWords(oracle.words(), estimate);
      assertEquals(oracle.count("bird", "duck"), estimate.support()[1]);
      assertEquals(at("06:00"), estimate.intervention().restored());
      subtask.take(items.subList(items.size() - 1, items.size()));
      assertNull(last(subtask).intervention(), "it is said once");
    }
  }

  @Test
  void aRollBackIsToldWithItsNumberAndWordsComeAtOnce() throws Exception {
    List<Observation> items = items(4);
    try (Subtask subtask = run(items, new HashMapStateBackend())) {
      last(subtask);
      hear(subtask, act(Act.ROLLBACK, at("15:20"), at("16:00")));
      subtask.pass(1);
      assertWords(oracle(items, since("15:20").negate()).words(), subtask.estimate());
      List<String> said = subtask.said().stream().map(Status::detail).toList();
      long out = items.stream().filter(item -> since("15:20").test(item.time())).count();
      assertEquals(
          List.of(
              "rollback by anna: %d events of images since 2026-03-02T15:20:00Z are out"
                  .formatted(out)),
          said);
    }
  }

  @Test
  void aRollBackToBeforeAnotherTakesItBack() throws Exception {
    List<Observation> items = items(5);
    Control mistaken = act(Act.ROLLBACK, at("08:00"), at("12:00"));
    Control again = act(Act.ROLLBACK, at("11:50"), at("12:40"));
    try (Subtask subtask = run(items, new HashMapStateBackend(), mistaken, again)) {
      assertWords(oracle(items, between("11:50", "12:40").negate()).words(), last(subtask));
    }
  }

  @Test
  void rollBacksAddUp() throws Exception {
    List<Observation> items = items(6);
    Control first = act(Act.ROLLBACK, at("06:00"), at("07:30"));
    Control second = act(Act.ROLLBACK, at("11:00"), at("12:10"));
    try (Subtask subtask = run(items, new EmbeddedRocksDBStateBackend(), first, second)) {
      Predicate<Instant> out = between("06:00", "07:30").or(between("11:00", "12:10"));
      assertWords(oracle(items, out.negate()).words(), last(subtask));
    }
  }

  @Test
  void whatComesWhileFrozenIsSetAsideUntilItIsAcceptedOrDropped() throws Exception {
    List<Observation> items = items(7);
    Control freeze = act(Act.FREEZE, at("09:00"), at("10:00"));
    for (StateBackend backend :
        List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())) {
      try (Subtask frozen = run(items, backend, freeze)) {
        SourceEstimate estimate = last(frozen);
        assertWords(oracle(items, since("09:00").negate()).words(), estimate);
        assertTrue(estimate.asOf().isBefore(at("09:00")));
        assertEquals(at("09:00"), estimate.intervention().frozenSince());
      }
      Control drop = act(Act.UNFREEZE, null, at("13:00"));
      try (Subtask dropped = run(items, backend, freeze, drop)) {
        SourceEstimate estimate = last(dropped);
        assertWords(oracle(items, between("09:00", "13:00").negate()).words(), estimate);
        assertNull(estimate.intervention());
      }
      Control accept = act(Act.ACCEPT, null, at("13:00"));
      try (Subtask accepted = run(items, backend, freeze, accept)) {
        assertWords(oracle(items, time -> true).words(), last(accepted));
      }
    }
  }

  @Test
  void aFreezeOfLongerThanTheHistoryLosesNothing() throws Exception {
    List<Observation> items = items(8);
    Control freeze = act(Act.FREEZE, BEGIN.plus(Duration.ofHours(2)), BEGIN.plusSeconds(3 * 3600));
    Control accept = act(Act.ACCEPT, null, at("15:00"));
    try (Subtask accepted = run(items, new HashMapStateBackend(), freeze, accept)) {
      assertWords(oracle(items, time -> true).words(), last(accepted));
    }
    Control drop = act(Act.UNFREEZE, null, at("15:00"));
    try (Subtask dropped = run(items, new HashMapStateBackend(), freeze, drop)) {
      Predicate<Instant> aside =
          time -> !time.isBefore(freeze.toTime()) && time.isBefore(at("15:00"));
      assertWords(oracle(items, aside.negate()).words(), last(dropped));
    }
  }

  @Test
  void anActOnAnotherSourceChangesNothing() throws Exception {
    List<Observation> items = items(9);
    Control back = of(Source.FEEDBACK, act(Act.ROLLBACK, at("06:00"), at("10:30")));
    Control freeze = of(Source.FEEDBACK, act(Act.FREEZE, at("06:00"), at("11:00")));
    try (Subtask subtask = run(items, new HashMapStateBackend(), back, freeze)) {
      assertWords(oracle(items, time -> true).words(), last(subtask));
      assertEquals(List.of(), subtask.said());
    }
  }

  @Test
  void foldedSumsAreRolledBackAndFrozenAsWell() throws Exception {
    List<Observation> items = items(10);
    Control back = act(Act.ROLLBACK, at("06:00"), at("11:00"));
    try (Subtask subtask = new Subtask(3, 1, 0)) {
      subtask.open();
      subtask.knowing(prepared(WITH_COUNTS, 1)).take(items);
      hear(subtask, back);
      BatchOracle oracle = oracle(items, between("06:00", "11:00").negate());
      assertWords(oracle.countWords(), last(subtask));
      hear(subtask, act(Act.FREEZE, at("13:00"), at("16:00")));
      BatchOracle before = oracle(items, between("06:00", "11:00").or(since("13:00")).negate());
      assertWords(before.countWords(), last(subtask));
    }
  }

  @Test
  void wordsGoWhereNothingIsLeftOfWhatTheyWereMadeOf() throws Exception {
    List<Observation> items =
        items(11).stream().filter(item -> since("00:00").test(item.time())).toList();
    try (Subtask subtask = run(items, new HashMapStateBackend())) {
      assertTrue(last(subtask).estimable());
      hear(subtask, act(Act.ROLLBACK, at("00:00"), at("16:00")));
      SourceEstimate none = last(subtask);
      assertEquals(0, none.rank());
      for (boolean determined : none.determined()) {
        assertFalse(determined);
      }
    }
  }

  @Test
  void aNewDefinitionCarriesOverWhatCountsAndWhatDoesNot() throws Exception {
    List<Observation> items = items(12);
    Control freeze = act(Act.FREEZE, at("09:00"), at("10:00"));
    Control accept = act(Act.ACCEPT, null, at("16:00"));
    try (Subtask subtask = run(items, new HashMapStateBackend(), freeze)) {
      subtask.knowing(prepared(BirdSpaces.BIRDS_OUTSIDE, 2));
      List<Observation> outside =
          items.stream().filter(item -> !item.values().get("place").equals("town")).toList();
      SourceEstimate frozen = last(subtask);
      assertWords(
          AccumulateTest.oracle(
                  BirdSpaces.BIRDS_OUTSIDE,
                  outside.stream().filter(item -> item.time().isBefore(at("09:00"))).toList())
              .words(),
          frozen);
      hear(subtask, accept);
      assertWords(AccumulateTest.oracle(BirdSpaces.BIRDS_OUTSIDE, outside).words(), last(subtask));
    }
  }

  @Test
  void aHistoryOfTooManySumsGetsShorterAndSaysSo() throws Exception {
    List<Observation> items = items(13);
    HistorySettings small = new HistorySettings(Histories.HOURS.grid(), 60);
    try (Subtask subtask = new Subtask(small)) {
      subtask.open();
      subtask.knowing(prepared(BIRDS, 1)).take(items);
      assertWords(oracle(items, time -> true).words(), last(subtask));
      hear(subtask, act(Act.ROLLBACK, at("01:00"), at("16:00")));
      String said = subtask.said().get(0).detail();
      assertTrue(said.contains("cannot be told apart any more and stay"), said);
    }
  }
}
