package io.idealstream.estimate.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FatesTest {
  private static final HistoryGrid GRID = HistoryGrid.of(Duration.ofHours(1), 24);
  private static final EstimateKey TOGETHER =
      new EstimateKey("sha256:m", "birds", Source.IMAGES, "*");
  private static final EstimateKey CAM = new EstimateKey("sha256:m", "birds", Source.IMAGES, "cam");

  private static Instant at(int hour) {
    return Instant.parse("2026-03-01T00:00:00Z").plusSeconds(3600L * hour);
  }

  private static Control act(String id, Act act, String feed, Source source, int to, int from) {
    return new Control(
        id,
        "birds",
        feed,
        source,
        null,
        null,
        null,
        act,
        null,
        to < 0 ? null : at(to),
        at(from),
        null,
        "anna",
        null,
        at(from));
  }

  private static Control act(Act act, int to, int from) {
    return act(null, act, null, null, to, from);
  }

  private static String fates(EstimateKey key, Control... acts) {
    return fates(key, List.of(acts));
  }

  /** A letter for each of twelve hours. */
  private static String fates(EstimateKey key, List<Control> acts) {
    Acts all = Acts.NONE;
    for (Control act : acts) {
      all = all.with(act);
    }
    Fates fates = all.on(key);
    StringBuilder text = new StringBuilder();
    for (int hour = 0; hour < 12; hour++) {
      text.append(
          switch (fates.at(at(hour).toEpochMilli())) {
            case COUNTED -> 'c';
            case ASIDE -> 'a';
            case OUT -> '-';
          });
    }
    return text.toString();
  }

  @Test
  void actsSayWhatCounts() {
    assertEquals("cccccccccccc", fates(TOGETHER));
    assertEquals("cc----cccccc", fates(TOGETHER, act(Act.ROLLBACK, 2, 6)));
    assertEquals("cccaaaaaaaaa", fates(TOGETHER, act(Act.FREEZE, 3, 6)));
    assertEquals("ccc-----cccc", fates(TOGETHER, act(Act.FREEZE, 3, 6), act(Act.UNFREEZE, -1, 8)));
    assertEquals("cccccccccccc", fates(TOGETHER, act(Act.FREEZE, 3, 6), act(Act.ACCEPT, -1, 8)));
    assertEquals(
        "cc--aa------",
        fates(TOGETHER, act(Act.ROLLBACK, 2, 4), act(Act.FREEZE, 3, 5), act(Act.ROLLBACK, 6, 20)));
  }

  @Test
  void aRollBackToBeforeAnotherTakesThatBack() {
    assertEquals("ccccc---cccc", fates(TOGETHER, act(Act.ROLLBACK, 2, 6), act(Act.ROLLBACK, 5, 8)));
    assertEquals("cc----c--ccc", fates(TOGETHER, act(Act.ROLLBACK, 2, 6), act(Act.ROLLBACK, 7, 9)));
  }

  @Test
  void twoFreezesBothHaveToEnd() {
    Control first = act("a", Act.FREEZE, null, null, 3, 5);
    Control second = act("b", Act.FREEZE, null, null, 6, 7);
    assertEquals("cccaaaaaaaaa", fates(TOGETHER, first, second));
    Control ofOne = act("b", Act.UNFREEZE, null, null, -1, 9);
    assertEquals("cccaaa---aaa", fates(TOGETHER, first, second, ofOne));
    assertEquals("ccc------ccc", fates(TOGETHER, first, second, act(Act.UNFREEZE, -1, 9)));
    assertEquals(Optional.of(at(3)), Acts.NONE.with(second).with(first).on(TOGETHER).frozenSince());
  }

  @Test
  void anActIsOfItsSourceAndFeed() {
    assertEquals("cccccccccccc", fates(CAM, act(null, Act.ROLLBACK, null, Source.FEEDBACK, 2, 6)));
    assertEquals("cccccccccccc", fates(CAM, act(null, Act.ROLLBACK, "gate", null, 2, 6)));
    assertEquals("cc----cccccc", fates(CAM, act(null, Act.ROLLBACK, "cam", null, 2, 6)));
    assertEquals(
        "cccccccccccc",
        fates(TOGETHER, act(null, Act.ROLLBACK, "cam", null, 2, 6)),
        "one feed of all cannot be taken out");
    assertEquals(
        "ccaaaaaaaaaa",
        fates(TOGETHER, act(null, Act.FREEZE, "cam", null, 2, 6)),
        "what all feeds share is frozen with any of them");
  }

  @Test
  void theOrderInWhichActsAreHeardOfMeansNothing() {
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      List<Control> acts = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Act act =
            List.of(Act.ROLLBACK, Act.FREEZE, Act.UNFREEZE, Act.ACCEPT).get(random.nextInt(4));
        int from = 1 + random.nextInt(11);
        boolean back = act == Act.ROLLBACK || act == Act.FREEZE;
        acts.add(act(Integer.toString(i), act, null, null, back ? random.nextInt(from) : -1, from));
      }
      String expected = fates(TOGETHER, acts);
      Collections.shuffle(acts, random);
      assertEquals(expected, fates(TOGETHER, acts), acts::toString);
    }
  }

  @Test
  void actsComeBackFromState() throws Exception {
    Acts acts = Acts.NONE.with(act(Act.ROLLBACK, 2, 6)).with(act(Act.FREEZE, 3, 7));
    assertEquals(acts, Acts.of(acts.toBytes()));
  }

  @Test
  void anActGoesBackToTheBeginningOfASliceAndNoFartherThanTheHistory() {
    Control act = act(Act.ROLLBACK, 2, 8).backTo(at(2).plusSeconds(1800));
    assertEquals(at(2), Acts.sliced(act, GRID).toTime());
    assertEquals(at(36), Acts.sliced(act(Act.ROLLBACK, 2, 60), GRID).toTime());
    Fates fates = Acts.NONE.with(act(Act.FREEZE, 2, 8)).on(TOGETHER);
    long latest = at(60).toEpochMilli();
    assertEquals(
        at(2).toEpochMilli(),
        fates.slice(GRID, at(9).toEpochMilli(), latest),
        "what is aside stays apart from what counts");
    assertEquals(HistoryGrid.BASE, fates.slice(GRID, at(1).toEpochMilli(), latest));
    assertTrue(
        Acts.NONE
            .with(act(Act.ROLLBACK, 2, 8))
            .on(TOGETHER)
            .isGone(GRID, at(3).toEpochMilli(), latest));
  }
}
