package io.idealstream.stream.decide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.policy.CompiledPolicy;
import io.idealstream.policy.Facts;
import io.idealstream.policy.InForce;
import io.idealstream.policy.Item;
import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.PolicySet;
import io.idealstream.policy.Vocabulary;
import io.idealstream.stream.Forgotten;
import io.idealstream.wire.Trace;
import io.idealstream.wire.decision.Counted;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountFiringsTest {

  private static final long MINUTE = 60_000;

  private KeyedOneInputStreamOperatorTestHarness<String, Drafted, Decision> harness;

  @BeforeEach
  void open() throws Exception {
    open(null);
  }

  private void open(OperatorSubtaskState state) throws Exception {
    close();
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new CountFirings(), Drafted::item, Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    if (harness != null) {
      harness.close();
    }
  }

  private static Instant at(double seconds) {
    return Parts.NOON.plusMillis(Math.round(1000 * seconds));
  }

  private static CompiledPolicy policy(String name, long atMost, String within) {
    return PolicyFile.read(
        name,
        """
        policy: %s
        when: 'true'
        action: {name: review}
        limits: {per: item.attributes.author, at-most: %d, within: %s, then: {name: restrict}}
        """
            .formatted(name, atMost, within)
            .getBytes(UTF_8),
        Vocabulary.UNKNOWN);
  }

  private static Drafted drafted(
      String id, Instant time, String author, long until, CompiledPolicy... policies) {
    List<InForce> inForce =
        List.of(policies).stream().map(one -> new InForce(one, 1, Parts.NOON)).toList();
    Item item = new Item(id, "cam", time, null, Map.of("author", author));
    return new Drafted(new PolicySet(inForce).draft(new Facts(item, List.of(), List.of())), until);
  }

  private static Drafted revising(Drafted draft, int number) {
    return new Drafted(draft.draft().revising(number), draft.openUntil());
  }

  private CountFiringsTest take(Drafted draft) throws Exception {
    harness.processElement(new StreamRecord<>(draft));
    return this;
  }

  private CountFiringsTest reach(Instant time) throws Exception {
    harness.processWatermark(new Watermark(time.toEpochMilli()));
    return this;
  }

  /** The clock goes on by as long as counts are kept once their windows are over. */
  private CountFiringsTest passGrace() throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + 2 * KeptItems.GRACE_MILLIS);
    return this;
  }

  private List<Decision> decisions() {
    List<Decision> decisions = List.copyOf(harness.extractOutputValues());
    harness.getOutput().clear();
    return decisions;
  }

  /** {@code id number action earlier ...} */
  private List<String> said() {
    return decisions().stream().map(CountFiringsTest::words).toList();
  }

  private static String words(Decision decision) {
    StringBuilder words = new StringBuilder();
    words.append(decision.id()).append(' ').append(decision.number()).append(' ');
    words.append(decision.action() == null ? "none" : decision.action().name());
    for (PolicyVerdict verdict : decision.policies()) {
      words.append(' ').append(verdict.limit().earlier());
    }
    return words.toString();
  }

  private long late() {
    return ((CountFirings) harness.getOperator()).countedLate();
  }

  @Test
  void inASilenceWhatWaitsIsCountedWithoutTheTime() throws Exception {
    CompiledPolicy two = policy("p", 2, "1m");
    take(drafted("b", at(2), "ann", 0, two)).take(drafted("a", at(1), "ann", 0, two));
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    assertEquals(List.of("a 1 review 0", "b 1 review 1"), said());
    harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
    take(drafted("c", at(3), "ann", 0, two)).reach(at(3));
    assertEquals(List.of("c 1 restrict 2"), said());
  }

  @Test
  void firingsAreCountedInTheOrderOfEventTimeAndFromTheLimitOnTheOtherActionIsTaken()
      throws Exception {
    CompiledPolicy two = policy("p", 2, "1m");
    take(drafted("d", at(3), "ann", 0, two)).take(drafted("b", at(1), "ann", 0, two));
    take(drafted("c", at(1), "ann", 0, two)).take(drafted("a", at(1), "bob", 0, two));
    assertEquals(List.of(), said());
    reach(at(1));
    assertEquals(List.of("a 1 review 0", "b 1 review 0", "c 1 review 1"), said());
    reach(at(10));
    assertEquals(List.of("d 1 restrict 2"), said());
    take(drafted("e", at(61), "ann", 0, two)).take(drafted("f", at(60.999), "ann", 0, two));
    reach(at(61));
    assertEquals(
        List.of("f 1 restrict 2", "e 1 restrict 2"),
        said(),
        "a firing counts for less than a minute: f sees c and d, e sees d and f");
    assertEquals(0, late());
  }

  @Test
  void oneThatIsLateIsCountedAtOnceByWhatIsKnown() throws Exception {
    CompiledPolicy two = policy("p", 2, "1m");
    take(drafted("a", at(1), "ann", 0, two)).take(drafted("c", at(3), "ann", 0, two)).reach(at(5));
    said();
    take(drafted("b", at(2), "ann", 0, two));
    assertEquals(List.of("b 1 review 1"), said());
    assertEquals(1, late());
    take(drafted("d", at(6), "ann", 0, two)).reach(at(6));
    assertEquals(List.of("d 1 restrict 2"), said());
  }

  @Test
  void timeThatLeapsFarBeyondAWindowDoesNotLetItsCountsGo() throws Exception {
    CompiledPolicy three = policy("p", 3, "10m");
    Drafted first = drafted("a", at(1), "ann", at(60).toEpochMilli(), three);
    take(first).reach(at(3_600));
    take(revising(first, 1));
    assertEquals(List.of("a 1 review 0", "a 2 review 0"), said());
    open(harness.snapshot(1, 1));
    passGrace();
    assertEquals(1, harness.numKeyedStateEntries(), "counts of a: no time has come");
    reach(at(3_600)).passGrace();
    assertEquals(0, harness.numKeyedStateEntries());
  }

  @Test
  void whatTakesThePlaceOfADecisionFindsTheSameAndCountsNothing() throws Exception {
    CompiledPolicy three = policy("p", 3, "10m");
    CompiledPolicy other = policy("q", 3, "10m");
    long until = at(60).toEpochMilli();
    Drafted first = drafted("a", at(1), "ann", until, three);
    take(first).take(drafted("b", at(2), "ann", until, three)).reach(at(2));
    take(drafted("a", at(3), "ann", 0, policy("x", 1, "1m")));
    assertEquals(List.of("a 1 review 0", "b 1 review 1"), said());

    OperatorSubtaskState state = harness.snapshot(1, 1);
    open(state);
    reach(at(60));
    said();
    take(revising(first, 1));
    assertEquals(List.of("a 2 review 0"), said());
    assertEquals(0, late(), "it was counted in time");
    take(revising(drafted("a", at(1), "ann", until, other, three), 2));
    assertEquals(List.of("a 3 review 0 0"), said());
    assertEquals(1, late(), "q fires for the first time");
    take(drafted("c", at(61), "ann", 0, three, other)).reach(at(61));
    assertEquals(List.of("c 1 review 2 1"), said());
    reach(at(60).plusMillis(KeptItems.GRACE_MILLIS)).passGrace();
    assertEquals(2, harness.numKeyedStateEntries(), "firings of p and q; none of x or of items");
  }

  @Test
  void aFirstDecisionCountsAlsoWhereItsItemIsSentAgain() throws Exception {
    CompiledPolicy one = policy("p", 1, "10m");
    for (long until : new long[] {0, at(60).toEpochMilli()}) {
      open();
      take(drafted("a", at(1), "ann", until, one)).reach(at(1));
      take(drafted("a", at(2), "ann", until, one)).reach(at(2));
      assertEquals(List.of("a 1 review 0", "a 1 restrict 1"), said());
    }
  }

  @Test
  void decisionsOfOneItemKeepTheirOrder() throws Exception {
    CompiledPolicy one = policy("p", 5, "10m");
    Drafted first = drafted("a", at(1), "ann", at(60).toEpochMilli(), one);
    take(revising(first, 1)).take(first).reach(at(1));
    assertEquals(List.of("a 1 review 0", "a 2 review 0"), said());
    Drafted without = drafted("b", at(2), "ann", at(60).toEpochMilli());
    take(revising(without, 1)).reach(at(3));
    assertEquals(List.of("b 2 none"), said(), "one without limits passes through");
  }

  @Test
  void nothingIsLeftOnceTheTimeOfTheLimitIsOverAndThereIsOneTimerForAKey() throws Exception {
    CompiledPolicy many = policy("p", 10, "1m");
    for (int i = 0; i < 1000; i++) {
      take(drafted("i" + i, at(i / 100.0), "ann", 0, many)).reach(at(i / 100.0));
    }
    assertEquals(1, harness.numEventTimeTimers());
    assertEquals(1, harness.numKeyedStateEntries());
    reach(at(60));
    assertEquals(1, harness.numKeyedStateEntries(), "the last was at 9.99");
    reach(at(69.99));
    assertEquals(0, harness.numKeyedStateEntries());
    assertEquals(0, harness.numEventTimeTimers());
  }

  @Test
  void anItemIsForgottenWhereItWaitsAndWhereItsCountsAreKept() throws Exception {
    CompiledPolicy one = policy("p", 5, "1m");
    take(drafted("kept", at(1), "ann", at(60).toEpochMilli(), one)).reach(at(1));
    take(drafted("waits", at(2), "ann", 0, one)).take(drafted("stays", at(2), "ann", 0, one));
    said();
    for (String id : List.of("kept", "waits", "never")) {
      take(Drafted.forgotten("cam/" + id));
    }
    List<Forgotten> gone = new ArrayList<>();
    Queue<StreamRecord<Forgotten>> side = harness.getSideOutput(Forgotten.TAG);
    side.forEach(record -> gone.add(record.getValue()));
    assertEquals(
        List.of(
            new Forgotten("cam/kept", Trace.FIRINGS, 1),
            new Forgotten("cam/waits", Trace.FIRINGS, 1)),
        gone);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    assertEquals(1, harness.numKeyedStateEntries(), "the time of a firing, without the item");
    open(state);
    take(drafted("waits again", at(3), "ann", 0, one)).take(Drafted.forgotten("cam/waits again"));
    reach(at(5));
    assertEquals(List.of("stays 1 review 1"), said());
  }

  @Test
  void whatWaitsComesOutAtTheEndOfTheInput() throws Exception {
    take(drafted("a", at(1), "ann", 0, policy("p", 5, "1m")));
    harness.processWatermark(Watermark.MAX_WATERMARK);
    take(drafted("b", at(2), "ann", 0, policy("p", 5, "1m")));
    assertEquals(List.of("a 1 review 0", "b 1 review 0"), said().stream().sorted().toList());
  }

  @Test
  void draftsTravelAndAreKeptAsTheyAre() throws Exception {
    CompiledPolicy[] policies = {policy("p", 5, "1m"), policy("q", 1, "1h")};
    Drafted draft = drafted("a", at(1), "ann", 7, policies);
    assertEquals(draft, WaitingDraft.of(WaitingDraft.toBytes(draft)));
    TypeSerializer<Drafted> type =
        TypeInformation.of(Drafted.class).createSerializer(new SerializerConfigImpl());
    for (Drafted each : List.of(draft, Drafted.forgotten("cam/a"))) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      type.serialize(each, out);
      assertEquals(each, type.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())));
    }
  }

  private record Firing(String item, long time, String key, Drafted draft) {}

  /** Random firings in a random order that watermarks allow, cut by restarts. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatComesInTimeIsCountedAsIfItHadComeInOrder(long seed) throws Exception {
    Random random = new Random(seed);
    int atMost = 1 + random.nextInt(4);
    long within = (1 + random.nextInt(20)) * 1000L;
    CompiledPolicy policy = policy("p", atMost, within + "ms");
    List<Firing> firings = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Instant time = at(random.nextInt(120));
      String author = List.of("ann", "bob", "eve").get(random.nextInt(3));
      String id = "i" + (1000 * random.nextInt(1000) + i);
      firings.add(
          new Firing(
              "cam/" + id, time.toEpochMilli(), author, drafted(id, time, author, 0, policy)));
    }
    List<Firing> order = new ArrayList<>(firings);
    order.sort(Comparator.comparingLong(one -> one.time / 10_000));
    for (int from = 0; from < order.size(); from += 40) {
      Collections.shuffle(order.subList(from, Math.min(order.size(), from + 40)), random);
    }
    Map<String, Counted> found = new HashMap<>();
    int restart = random.nextInt(order.size());
    for (int i = 0; i < order.size(); i++) {
      take(order.get(i).draft);
      if (random.nextInt(5) == 0) {
        long mark =
            order.subList(i + 1, order.size()).stream()
                .mapToLong(one -> one.time - 1)
                .min()
                .orElse(0);
        if (mark > 0) {
          reach(Instant.ofEpochMilli(mark));
        }
      }
      if (i == restart) {
        decisions().forEach(one -> found.put("cam/" + one.id(), one.policies().get(0).limit()));
        open(harness.snapshot(1, 1));
      }
    }
    reach(at(1000));
    assertEquals(0, late());
    decisions().forEach(one -> found.put("cam/" + one.id(), one.policies().get(0).limit()));
    int reached = 0;
    for (Firing one : firings) {
      long earlier =
          firings.stream()
              .filter(other -> other.key.equals(one.key))
              .filter(other -> other.time > one.time - within)
              .filter(
                  other ->
                      other.time < one.time
                          || (other.time == one.time && other.item.compareTo(one.item) < 0))
              .count();
      assertEquals(
          new Counted(one.key, Math.min(atMost, earlier), earlier >= atMost),
          found.get(one.item),
          one.item + " with seed " + seed);
      reached += earlier >= atMost ? 1 : 0;
    }
    assertTrue(reached > 0 && reached < firings.size(), reached + " beyond the limit");
    assertEquals(0, harness.numKeyedStateEntries());
  }
}
