package io.idealstream.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LifeCycleTest {

  private static final Maker ONE = new Maker("sha256:one", 50);
  private static final Maker TWO = new Maker("sha256:two", 50);
  private static final byte[] MADE = {7};

  private static LifeCycle ask(LifeCycle now, String meaning) {
    return now.asking(meaning, new byte[] {1}, now.version() + 1);
  }

  private static LifeCycle prepare(LifeCycle now, Maker maker) {
    return now.prepared(now.due(maker).orElseThrow().madeBy(maker, MADE));
  }

  private static LifeCycle refuse(LifeCycle now, Maker maker) {
    return now.refused(now.due(maker).orElseThrow(), maker);
  }

  private static LifeCycle inForce(String meaning) {
    return prepare(ask(LifeCycle.UNKNOWN, meaning), ONE);
  }

  @Test
  void versionsFollowFromTheTopicHoweverFarPreparationsGet() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      List<String> topic = new ArrayList<>();
      random.ints(12, 0, 4).forEach(i -> topic.add(i == 3 ? null : "meaning " + i));
      assertEquals(versions(topic, null), versions(topic, random));
    }
  }

  /** The version after each message, with preparations ending well, badly or not at all. */
  private static List<Long> versions(List<String> topic, Random luck) {
    LifeCycle now = LifeCycle.UNKNOWN;
    List<Long> versions = new ArrayList<>();
    for (String meaning : topic) {
      now = meaning == null ? now.removed() : ask(now, meaning);
      Optional<Definition> due = now.due(ONE);
      if (luck != null && due.isPresent()) {
        now =
            switch (luck.nextInt(3)) {
              case 0 -> prepare(now, ONE);
              case 1 -> refuse(now, ONE);
              default -> now;
            };
      }
      now = LifeCycle.of(now.toBytes());
      versions.add(now.version());
    }
    return versions;
  }

  @Test
  void whateverHappensAVersionMeansOneThingAndWhatIsInForceIsNeverNewerThanWhatIsNext() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      LifeCycle now = LifeCycle.UNKNOWN;
      Map<Long, String> meanings = new HashMap<>();
      for (int step = 0; step < 40; step++) {
        LifeCycle before = now;
        now = LifeCycle.of(step(now, random).toBytes());
        assertTrue(now.version() >= before.version(), "versions never go back");
        for (Definition held : held(now)) {
          String meaning = meanings.computeIfAbsent(held.version(), number -> held.meaning());
          assertEquals(meaning, held.meaning(), "version " + held.version());
          assertTrue(held.version() <= now.version());
          assertEquals(held.suspended() || held.by() == null, held.made() == null);
        }
        if (now.inForce() != null && now.next() != null) {
          assertTrue(now.inForce().version() <= now.next().version());
        }
        assertFalse(now.isInForce() && now.isSuspended());
      }
    }
  }

  private static List<Definition> held(LifeCycle now) {
    List<Definition> held = new ArrayList<>();
    Optional.ofNullable(now.inForce()).ifPresent(held::add);
    Optional.ofNullable(now.next()).ifPresent(held::add);
    return held;
  }

  private static LifeCycle step(LifeCycle now, Random random) {
    Maker maker = random.nextInt(4) == 0 ? TWO : ONE;
    Optional<Definition> due = now.due(maker);
    return switch (random.nextInt(7)) {
      case 0, 1 -> ask(now, "meaning " + random.nextInt(3));
      case 2, 3 -> due.isPresent() ? prepare(now, maker) : now;
      case 4 -> due.isPresent() ? refuse(now, maker) : now.suspendedBy(maker);
      case 5 ->
          now.newest() == null || now.newest().suspended()
              ? now
              : now.awaiting(now.newest().madeBy(maker, MADE));
      default -> random.nextInt(3) == 0 ? now.removed() : now;
    };
  }

  @Test
  void theVersionRisesOnlyWithTheMeaningAndOutlivesARemoval() {
    LifeCycle inForce = inForce("a");
    assertEquals(1, inForce.version());
    assertSame(inForce, ask(inForce, "a"));
    assertEquals(2, ask(inForce, "b").version());
    assertTrue(inForce.removed().isRemoved());
    assertEquals(2, ask(inForce.removed(), "a").version());
    assertEquals(3, ask(inForce.removed(2), "a").version(), "the removal is a version too");
  }

  @Test
  void aRefusedVersionLeavesTheOldOneInForceAndIsTriedAgainUnderItsNumber() {
    LifeCycle refused = refuse(ask(inForce("a"), "b"), ONE);
    assertEquals(1, refused.inForce().version());
    assertTrue(refused.due(ONE).isEmpty());
    assertFalse(refuse(ask(LifeCycle.UNKNOWN, "a"), ONE).isRemoved(), "it is in the topic");
    assertEquals(2, ask(refused, "b").due(ONE).orElseThrow().version());
    assertEquals(3, ask(refused, "a").due(ONE).orElseThrow().version());
  }

  @Test
  void anotherModelOrScaleMakesWhatIsInForceDueAgain() {
    LifeCycle inForce = inForce("a");
    assertTrue(inForce.due(ONE).isEmpty());
    assertEquals(1, inForce.due(TWO).orElseThrow().version());
    assertTrue(inForce.due(new Maker("sha256:one", 51)).isPresent());
    assertArrayEquals(MADE, LifeCycle.of(inForce.toBytes()).inForce().made());
  }

  @Test
  void whatIsWantedComesBeforeWhatIsOutOfDate() {
    LifeCycle second = ask(inForce("a"), "b");
    assertEquals(2, second.due(TWO).orElseThrow().version());
    LifeCycle refused = refuse(second, TWO);
    assertEquals(1, refused.due(TWO).orElseThrow().version());
    LifeCycle none = refuse(refused, TWO);
    assertFalse(none.isInForce());
    assertTrue(none.isSuspended());
    assertTrue(none.due(TWO).isEmpty());
    assertEquals(1, LifeCycle.of(none.toBytes()).due(ONE).orElseThrow().version());
    assertTrue(none.removed().due(ONE).isEmpty());
    LifeCycle third = prepare(ask(none, "c"), ONE);
    assertEquals(3, third.inForce().version());
    assertTrue(third.due(ONE).isEmpty(), "it has its successor");
  }

  @Test
  void whatIsSuspendedIsTriedAgainUnderItsNumberWhenItIsSentAgain() {
    LifeCycle suspended = refuse(inForce("a"), TWO);
    LifeCycle again = ask(suspended, "a");
    assertEquals(1, again.due(TWO).orElseThrow().version());
    assertTrue(refuse(again, TWO).isSuspended());
    assertTrue(prepare(again, TWO).isInForce());
  }

  @Test
  void whatWaitsLeavesWhatIsInForceUnlessItIsThat() {
    LifeCycle inForce = inForce("a");
    Definition change = Definition.asked(2, "b", null).madeBy(ONE, MADE);
    LifeCycle waiting = inForce.awaiting(change);
    assertTrue(waiting.isInForce());
    assertEquals(2, waiting.newest().version());
    assertTrue(waiting.due(ONE).isEmpty());
    assertEquals(2, waiting.prepared(inForce.inForce()).next().version(), "it waits on");
    assertNull(waiting.prepared(change).next());
    assertEquals(inForce.inForce(), waiting.takenBack().newest());
    assertEquals(2, waiting.takenBack().version());
    LifeCycle lost = inForce.awaiting(inForce.inForce());
    assertNull(lost.inForce());
    assertEquals(1, lost.newest().version());
  }

  @Test
  void anotherModelSuspendsAllThatWasPreparedAndNothingElse() {
    LifeCycle waiting = inForce("a").awaiting(Definition.asked(2, "b", null).madeBy(ONE, MADE));
    assertSame(waiting.inForce(), waiting.suspendedBy(ONE).inForce());
    LifeCycle suspended = waiting.suspendedBy(TWO);
    assertTrue(suspended.isSuspended());
    assertTrue(suspended.next().suspended());
    assertTrue(suspended.due(TWO).isEmpty(), "it was tried");
    assertEquals(2, suspended.due(ONE).orElseThrow().version());
    LifeCycle preparing = ask(inForce("a"), "b");
    assertFalse(preparing.suspendedBy(TWO).next().suspended(), "it never was prepared");
  }
}
