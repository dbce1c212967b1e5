package io.idealstream.stream.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.prompt.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StandingTest {

  private static final String MODEL = "sha256:one";

  private static Optional<Target> target(Standing standing) {
    return standing.target("birds", MODEL, 50);
  }

  private static Standing want(Standing standing, String meaning) {
    return standing.wanting(meaning, new byte[] {1}, standing.version() + 1);
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
    Standing standing = Standing.UNKNOWN;
    List<Long> versions = new ArrayList<>();
    for (String meaning : topic) {
      standing = meaning == null ? standing.removed() : want(standing, meaning);
      Optional<Target> target = target(standing);
      if (luck != null && target.isPresent()) {
        standing =
            switch (luck.nextInt(3)) {
              case 0 -> standing.prepared(target.get());
              case 1 -> standing.refused(target.get());
              default -> standing;
            };
      }
      standing = Standing.of(standing.toBytes());
      versions.add(standing.version());
    }
    return versions;
  }

  @Test
  void theVersionRisesOnlyWithTheMeaningAndOutlivesARemoval() {
    Standing first = want(Standing.UNKNOWN, "a");
    Standing inForce = first.prepared(target(first).orElseThrow());
    assertEquals(1, inForce.version());
    assertEquals(1, want(inForce, "a").version());
    assertEquals(2, want(inForce, "b").version());
    assertEquals(2, want(inForce.removed(), "a").version());
  }

  @Test
  void aRefusedVersionLeavesTheOldOneInForceAndIsTriedAgainUnderItsNumber() {
    Standing first = want(Standing.UNKNOWN, "a");
    Standing second = want(first.prepared(target(first).orElseThrow()), "b");
    Standing refused = second.refused(target(second).orElseThrow());
    assertEquals(1, refused.inForce());
    assertTrue(target(refused).isEmpty());
    Standing again = want(refused, "b");
    assertEquals(2, target(again).orElseThrow().version());
  }

  @Test
  void anotherModelOrScaleMakesWhatIsInForceATargetAgain() {
    Standing first = want(Standing.UNKNOWN, "a");
    Standing inForce = first.prepared(target(first).orElseThrow());
    assertTrue(target(inForce).isEmpty());
    Target other = inForce.target("birds", "sha256:two", 50).orElseThrow();
    assertEquals(1, other.version());
    assertEquals("sha256:two", other.model());
    assertTrue(inForce.target("birds", MODEL, 51).isPresent());
  }

  @Test
  void whatIsWantedComesBeforeWhatIsOutOfDate() {
    Standing first = want(Standing.UNKNOWN, "a");
    Standing second = want(first.prepared(target(first).orElseThrow()), "b");
    Target next = second.target("birds", "sha256:two", 50).orElseThrow();
    assertEquals(2, next.version());
    Standing refused = second.refused(next);
    Target rest = refused.target("birds", "sha256:two", 50).orElseThrow();
    assertEquals(1, rest.version());
    Standing none = refused.refused(rest);
    assertFalse(none.isInForce());
    assertTrue(none.target("birds", "sha256:two", 50).isEmpty());
    assertEquals(1, target(Standing.of(none.toBytes())).orElseThrow().version());
    assertTrue(target(none.removed()).isEmpty());
    Standing third = want(none, "c").prepared(target(want(none, "c")).orElseThrow());
    assertEquals(3, third.inForce());
    assertTrue(target(third).isEmpty(), "it has its successor");
  }
}
