package io.idealstream.stream.decide;

import static io.idealstream.stream.decide.Parts.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.stream.ItemPart;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that go by what was counted, from items to decisions. */
class CountsTest {

  private static final Instant CLOCK = NOON.plus(Duration.ofHours(1));
  private static final long WITHIN = 60_000;

  private static final String BUSY =
      """
      policy: busy
      counts:
        posts: {per: item.attributes.author, within: 1m, up-to: 4}
        owls: {of: labels.birds.bird.label == "owl", per: item.feed, within: 1m}
      when: counts.posts >= 3 && counts.owls >= counts.posts || hits.exists(h, h.query == "best")
      action: {name: review}
      limits: {per: item.feed, at-most: 5, within: 1h, then: {name: hide}}
      """;

  /** Whoever decides, and whoever counts. */
  private static final class Pair implements AutoCloseable {
    private final Deciders deciders;
    private final KeyedOneInputStreamOperatorTestHarness<String, Drafted, Decision> counter;

    Pair(int parallelism, OperatorSubtaskState decided, int before, OperatorSubtaskState counted)
        throws Exception {
      deciders = new Deciders(Deciders.awaiting(1000), CLOCK, parallelism, decided, before);
      deciders.withoutTimeOfPolicies().clock(CLOCK.plusMillis(1));
      counter =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new CountFirings(), Drafted::item, Types.STRING);
      if (counted != null) {
        counter.initializeState(counted);
      }
      counter.open();
    }

    void pass() throws Exception {
      for (Drafted drafted : deciders.side(DecideItems.DRAFTS)) {
        counter.processElement(new StreamRecord<>(drafted));
      }
    }

    void reach(Instant time) throws Exception {
      deciders.reach(time);
      pass();
      counter.processWatermark(new Watermark(time.toEpochMilli()));
    }

    List<Decision> decisions() {
      List<Decision> all = new ArrayList<>(counter.extractOutputValues());
      counter.getOutput().clear();
      all.addAll(deciders.decisions());
      return all;
    }

    @Override
    public void close() throws Exception {
      deciders.close();
      counter.getOperator().close();
      counter.getEnvironment().close();
    }
  }

  private static String words(Decision decision) {
    PolicyVerdict verdict = decision.policies().get(0);
    return "%s %s".formatted(Parts.words(decision), new TreeMap<>(verdict.counts()));
  }

  @Test
  void itemsBeforeAreCountedAndAWindowThatGivesAHitFindsTheSame() throws Exception {
    OperatorSubtaskState decided;
    OperatorSubtaskState counted;
    try (Pair pair = new Pair(1, null, 0, null)) {
      pair.deciders.policy(Parts.policy(BUSY));
      for (int i = 0; i < 5; i++) {
        Instant time = NOON.plusSeconds(i);
        pair.deciders.take(Parts.labelled("i" + i, time, "owl")).take(Parts.among("i" + i, time));
      }
      pair.reach(NOON.plusSeconds(4));
      assertEquals(
          List.of("i4 1 review by busy/1 {owls=4, posts=4}"),
          pair.decisions().stream().map(CountsTest::words).filter(w -> w.contains("i4")).toList());
      decided = pair.deciders.snapshot();
      counted = pair.counter.snapshot(1, 1);
    }
    try (Pair pair = new Pair(2, decided, 1, counted)) {
      pair.deciders.take(Parts.later("i1", NOON.plusSeconds(1)));
      pair.deciders.take(Parts.later("i4", NOON.plusSeconds(4)));
      pair.reach(NOON.plusSeconds(60));
      assertEquals(
          List.of("i1 1 review by busy/1 {owls=1, posts=1}"),
          pair.decisions().stream().map(CountsTest::words).toList());
    }
  }

  @Test
  void aPolicyIsKnownToWhoeverCountsAfterARestartToo() throws Exception {
    OperatorSubtaskState decided;
    try (Pair pair = new Pair(2, null, 0, null)) {
      pair.deciders.policy(Parts.policy(BUSY.replace("counts.posts >= 3", "counts.posts < 9")));
      decided = pair.deciders.snapshot();
    }
    try (Pair pair = new Pair(3, decided, 2, null)) {
      pair.deciders.take(Parts.whole("a", NOON, "owl")).take(Parts.whole("b", NOON, "owl"));
      pair.reach(NOON);
      assertEquals(
          List.of(
              "a 1 review by busy/1 {owls=0, posts=0}", "b 1 review by busy/1 {owls=1, posts=1}"),
          pair.decisions().stream().map(CountsTest::words).toList());
      pair.deciders.policy(
          Parts.policy(BUSY.replace("counts.posts >= 3 &&", "counts.posts < 9 ||"), 2, NOON));
      pair.deciders.take(Parts.whole("c", NOON.plusSeconds(1), "owl"));
      pair.reach(NOON.plusSeconds(1));
      assertEquals(
          List.of("c 1 review by busy/2 {owls=2, posts=2}"),
          pair.decisions().stream().map(CountsTest::words).toList());
    }
  }

  private record Thing(String id, Instant time, String bird, String author) {}

  /** By comparing every item with every other. */
  private static Map<String, String> brute(List<Thing> things) {
    Map<String, String> expected = new TreeMap<>();
    int fired = 0;
    for (Thing thing : things) {
      long posts = 0;
      long owls = 0;
      for (Thing other : things.subList(0, things.indexOf(thing))) {
        if (other.time.isAfter(thing.time.minusMillis(WITHIN))) {
          posts += other.author.equals(thing.author) ? 1 : 0;
          owls += other.bird.equals("owl") ? 1 : 0;
        }
      }
      posts = Math.min(4, posts);
      if (posts >= 3 && owls >= posts) {
        expected.put(
            thing.id,
            "%s 1 %s by busy/1 {owls=%d, posts=%d}"
                .formatted(thing.id, fired >= 5 ? "hide" : "review", owls, posts));
        fired++;
      }
    }
    return expected;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatComesInTimeIsCountedAsByBruteForceWhateverTheOrderAndTheRestarts(long seed)
      throws Exception {
    Random random = new Random(seed);
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      things.add(
          new Thing(
              "i%02d".formatted(i),
              NOON.plusSeconds(random.nextInt(200)),
              random.nextInt(3) > 0 ? "owl" : "duck",
              random.nextBoolean() ? "ann" : "bob"));
    }
    things.sort(Comparator.comparing(Thing::time).thenComparing(Thing::id));
    Map<String, String> expected = brute(things);
    assertTrue(expected.size() > 10, expected.toString());

    PolicyInForce policy = Parts.policy(BUSY);
    Pair pair = new Pair(1, null, 0, null);
    int parallelism = 1;
    pair.deciders.policy(policy);
    Map<String, String> found = new TreeMap<>();
    List<Thing> left = new ArrayList<>(things);
    while (!left.isEmpty()) {
      List<Thing> next =
          new ArrayList<>(left.subList(0, Math.min(left.size(), 1 + random.nextInt(12))));
      Instant reached = next.get(next.size() - 1).time;
      left.removeAll(next);
      left.stream().filter(one -> one.time.equals(reached)).forEach(next::add);
      left.removeAll(next);
      List<ItemPart> parts = new ArrayList<>();
      for (Thing thing : next) {
        parts.add(Parts.labelled(thing.id, thing.time, thing.bird, thing.author));
        parts.add(Parts.matched(thing.id, thing.time));
      }
      Collections.shuffle(parts, random);
      pair.deciders.take(parts);
      if (random.nextInt(3) == 0) {
        pair.pass();
        OperatorSubtaskState decided = pair.deciders.snapshot();
        OperatorSubtaskState counted = pair.counter.snapshot(1, 1);
        int now = 1 + random.nextInt(3);
        Pair after = new Pair(now, decided, parallelism, counted);
        collect(pair, found);
        pair.close();
        pair = after;
        parallelism = now;
      }
      pair.reach(reached);
      collect(pair, found);
    }
    pair.close();
    assertEquals(expected, found);
  }

  private static void collect(Pair pair, Map<String, String> found) {
    pair.decisions().forEach(decision -> found.put(decision.id(), words(decision)));
  }
}
