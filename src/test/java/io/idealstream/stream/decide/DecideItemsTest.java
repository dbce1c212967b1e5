package io.idealstream.stream.decide;

import static io.idealstream.stream.decide.Deciders.awaiting;
import static io.idealstream.stream.decide.Parts.BEST;
import static io.idealstream.stream.decide.Parts.NOON;
import static io.idealstream.stream.decide.Parts.OWLS;
import static io.idealstream.stream.decide.Parts.among;
import static io.idealstream.stream.decide.Parts.forgotten;
import static io.idealstream.stream.decide.Parts.hit;
import static io.idealstream.stream.decide.Parts.labelled;
import static io.idealstream.stream.decide.Parts.later;
import static io.idealstream.stream.decide.Parts.matched;
import static io.idealstream.stream.decide.Parts.policy;
import static io.idealstream.stream.decide.Parts.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.LogLines;
import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Trace;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

/** The clock of these tests stands an hour after the items, where nothing else is said. */
class DecideItemsTest {

  private static final Instant CLOCK = NOON.plus(Duration.ofHours(1));
  private static final String LIMITED =
      """
      policy: limited
      when: labels.birds.bird.label == 'owl' && !hits.exists(h, h.query == 'best')
      action: {name: review}
      limits: {per: item.attributes.author, at-most: 1, within: 1h, then: {name: restrict}}
      """;

  private static Deciders deciders() throws Exception {
    return new Deciders(awaiting(10), CLOCK, 1).withoutTimeOfPolicies();
  }

  private static Deciders restored(OperatorSubtaskState state, String... awaited) throws Exception {
    return new Deciders(awaiting(10, awaited), CLOCK, 1, state, 1).withoutTimeOfPolicies();
  }

  @Test
  void anItemIsDecidedOnceItsLabelsAndAllItsHitsAreThereAndIsGoneThen() throws Exception {
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(OWLS));
      deciders.take(matched("a", NOON, 240, 480, List.of(hit("a", NOON, "q", 0.5)), Map.of()));
      deciders.take(labelled("a", NOON, "owl"));
      assertEquals(List.of(), deciders.said());
      assertEquals(1, deciders.held());
      deciders.take(matched("a", NOON, 0, 240, List.of(), Map.of()));
      Decision decision = deciders.decisions().get(0);
      assertEquals("a 1 review by owls/1", Parts.words(decision));
      assertEquals("q", decision.evidence().hits().get(0).query());
      assertEquals("birds", decision.evidence().labels().get(0).space());
      assertEquals(Map.of("author", "ann"), decision.attributes());
      assertEquals(0, deciders.held());
    }
  }

  @Test
  void anItemThatNoPolicyHasAnythingToSayAboutIsPassedOver() throws Exception {
    try (Deciders deciders = deciders()) {
      deciders.take(whole("none", NOON, "owl"));
      deciders.policy(policy(OWLS)).take(whole("duck", NOON, "duck"));
      assertEquals(List.of(), deciders.said());
      assertEquals(0, deciders.held());
    }
  }

  @Test
  void anItemThatIsSentTwiceIsDecidedTwice() throws Exception {
    Instant other = NOON.plusMillis(1);
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(OWLS));
      deciders.take(labelled("a", NOON, "owl")).take(labelled("a", NOON, "owl"));
      deciders.take(labelled("a", other, "owl"));
      deciders.take(matched("a", NOON)).take(matched("a", other)).take(matched("a", NOON));
      assertEquals(
          List.of("a 1 review by owls/1", "a 1 review by owls/1", "a 1 review by owls/1"),
          deciders.said());
      assertEquals(0, deciders.held());
    }
  }

  @Test
  void eachOfTwoTimesOfOneItemHasTheHitsOfItsOwnWindow() throws Exception {
    Instant next = NOON.plus(Parts.WINDOW);
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(BEST));
      deciders.take(labelled("a", NOON, "owl")).take(among("a", NOON));
      deciders.take(labelled("a", next, "duck")).take(among("a", next));
      deciders.take(later("a", NOON)).reach(Parts.end(NOON) - 1);
      List<Decision> first = deciders.decisions();
      assertEquals(List.of("a 1 show by best/1"), first.stream().map(Parts::words).toList());
      assertEquals(NOON, first.get(0).time());
      deciders.take(later("a", next)).reach(Parts.end(next) - 1);
      assertEquals(next, deciders.decisions().get(0).time());
      deciders.reach(Parts.end(next) + KeptItems.GRACE_MILLIS).passGrace();
      assertEquals(0, deciders.held());
    }
  }

  @Test
  void theSameItemSentAgainKeepsTheHitsThatHaveComeForIt() throws Exception {
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(BEST));
      deciders.take(labelled("a", NOON, "owl")).take(among("a", NOON)).take(later("a", NOON));
      deciders.take(labelled("a", NOON, "owl")).take(among("a", NOON));
      assertEquals(List.of(), deciders.said());
      deciders.reach(Parts.end(NOON) - 1);
      assertEquals(List.of("a 1 show by best/1"), deciders.said());
    }
  }

  @Test
  void aVersionIsInForceFromItsOwnMillisecondOnWheneverItCameBeforeThat() throws Exception {
    String hide = OWLS.replace("review", "hide");
    Instant change = NOON.plusSeconds(10);
    for (boolean early : new boolean[] {true, false}) {
      try (Deciders deciders = deciders()) {
        deciders.policy(policy(OWLS));
        if (early) {
          deciders.policy(policy(hide, 2, change));
        }
        deciders.take(labelled("b", change.minusMillis(1), "owl"));
        deciders.take(labelled("a", change, "owl"));
        if (!early) {
          deciders.policy(policy(hide, 2, change));
        }
        deciders.take(matched("a", change)).take(matched("b", change.minusMillis(1)));
        assertEquals(List.of("a 1 hide by owls/2", "b 1 review by owls/1"), deciders.said());
      }
    }
  }

  @Test
  void aPolicyThatIsRemovedOrHasExpiredSaysNothingFromThenOn() throws Exception {
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(OWLS)).policy(PolicyInForce.removed("owls", 2, millis(NOON)));
      deciders.policy(policy(BEST + "expires: 2026-03-01T12:00:00Z\n"));
      deciders.take(whole("before", NOON.minusMillis(1), "owl"));
      deciders.take(labelled("x", NOON.minusMillis(1), "duck"));
      deciders.take(among("x", NOON.minusMillis(1), hit("x", NOON, "best", 0.5)));
      assertEquals(List.of("before 1 review by owls/1", "x 1 show by best/1"), deciders.said());
      deciders.take(whole("after", NOON, "owl"));
      deciders.take(labelled("y", NOON, "duck"));
      deciders.take(among("y", NOON, hit("y", NOON, "best", 0.5)));
      assertEquals(List.of(), deciders.said());
      assertEquals(1, deciders.held(), "x alone: nobody asks for more hits of y");
    }
  }

  private static long millis(Instant time) {
    return time.toEpochMilli();
  }

  @Test
  void itemsWaitForThePoliciesThatExistedAtTheStartAlsoIfTheseAreRejected() throws Exception {
    OperatorSubtaskState state;
    try (Deciders deciders = new Deciders(awaiting(10, "owls", "bad"), CLOCK, 1)) {
      deciders.withoutTimeOfPolicies().take(whole("a", NOON, "owl"));
      deciders.policy(PolicyInForce.notYet("bad"));
      assertEquals(List.of(), deciders.said());
      state = deciders.snapshot();
    }
    try (Deciders deciders = restored(state, "owls", "bad")) {
      deciders.take(whole("b", NOON, "owl"));
      assertEquals(List.of(), deciders.said());
      deciders.policy(policy(OWLS));
      assertEquals(List.of("a 1 review by owls/1", "b 1 review by owls/1"), deciders.said());
      state = deciders.snapshot();
    }
    try (Deciders deciders = restored(state, "owls", "bad")) {
      deciders.take(whole("c", NOON, "owl"));
      assertEquals(List.of("c 1 review by owls/1"), deciders.said(), "bad is not told again");
      deciders.policy(PolicyInForce.removed("owls", 2, millis(NOON)));
      deciders.policy(PolicyInForce.forgotten("owls")).policy(PolicyInForce.forgotten("bad"));
      state = deciders.snapshot();
    }
    try (Deciders deciders = restored(state, "owls", "bad")) {
      deciders.policy(policy(BEST)).take(whole("d", NOON, "owl", hit("d", NOON, "best", 1)));
      assertEquals(List.of("d 1 show by best/1"), deciders.said(), "nor what is forgotten");
    }
  }

  @Test
  void beyondTheBoundTheEarliestIsDecidedByWhatIsThere() throws Exception {
    try (LogLines lines = LogLines.of(DecideItems.class);
        Deciders deciders = new Deciders(awaiting(2, "best"), CLOCK, 1)) {
      deciders.withoutTimeOfPolicies().policy(policy(OWLS));
      deciders.take(whole("b", NOON.plusSeconds(1), "owl")).take(whole("a", NOON, "owl"));
      assertEquals(List.of(), deciders.said());
      deciders.take(whole("c", NOON.plusSeconds(2), "owl"));
      assertEquals(List.of("a 1 review by owls/1"), deciders.said());
      assertEquals(1, lines.now().size());
      deciders.policy(PolicyInForce.notYet("best"));
      assertEquals(List.of("b 1 review by owls/1", "c 1 review by owls/1"), deciders.said());
      assertEquals(0, deciders.held());
    }
  }

  @Test
  void anItemAheadOfTheClockWaitsForItsTimeAlsoAfterARestore() throws Exception {
    Instant ahead = CLOCK.plusMillis(500);
    OperatorSubtaskState state;
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(OWLS)).take(whole("a", ahead, "owl"));
      deciders.take(whole("b", ahead.minusMillis(1), "owl"));
      assertEquals(List.of(), deciders.said());
      state = deciders.snapshot();
    }
    try (Deciders deciders = restored(state)) {
      deciders.clock(CLOCK.plusMillis(1)).policy(policy(OWLS.replace("review", "hide"), 2, ahead));
      deciders.clock(ahead.minusMillis(2));
      assertEquals(List.of(), deciders.said());
      deciders.clock(ahead.minusMillis(1));
      assertEquals(List.of("b 1 review by owls/1"), deciders.said());
      deciders.clock(ahead);
      assertEquals(List.of("a 1 hide by owls/2"), deciders.said());
      assertEquals(0, deciders.held());
    }
  }

  /** Each timer that rang had set one for every item that was still ahead. */
  @Test
  void manyItemsAheadOfTheClockTakeOneTimer() throws Exception {
    try (Deciders deciders = new Deciders(awaiting(1000), CLOCK, 1).withoutTimeOfPolicies()) {
      deciders.policy(policy(OWLS)).clock(CLOCK.plusMillis(1));
      int before = deciders.clockTimers();
      for (int i = 500; i > 0; i--) {
        deciders.take(whole("i" + i, CLOCK.plusMillis(10L * i), "owl"));
      }
      for (int i = 1; i <= 500; i++) {
        deciders.clock(CLOCK.plusMillis(10L * i));
        assertEquals(1, deciders.said().size());
        assertTrue(deciders.clockTimers() <= before + 500, deciders.clockTimers() + " timers");
      }
      assertEquals(before, deciders.clockTimers());
    }
  }

  @Test
  void itemsFarAheadOfTheClockAreBoundedToo() throws Exception {
    try (Deciders deciders = new Deciders(awaiting(1), CLOCK, 1).withoutTimeOfPolicies()) {
      deciders.policy(policy(OWLS));
      deciders.take(whole("b", CLOCK.plusSeconds(7200), "owl"));
      deciders.take(whole("a", CLOCK.plusSeconds(3600), "owl"));
      assertEquals(List.of("a 1 review by owls/1"), deciders.said());
    }
  }

  @Test
  void noWatermarkPassesAnItemThatWaits() throws Exception {
    try (Deciders deciders = new Deciders(awaiting(10, "owls"), CLOCK, 1)) {
      deciders.withoutTimeOfPolicies().take(whole("a", NOON, "owl"));
      deciders.reach(NOON.minusMillis(5)).reach(NOON.plusSeconds(1)).reach(NOON.plusSeconds(2));
      assertEquals(
          List.of(millis(NOON) - 5, millis(NOON) - 1), deciders.watermarks(), "up to before it");
      deciders.policy(policy(OWLS));
      assertEquals(millis(NOON.plusSeconds(2)), deciders.watermarks().get(2));
      deciders.reach(Watermark.MAX_WATERMARK.getTimestamp());
      assertEquals(Watermark.MAX_WATERMARK.getTimestamp(), deciders.watermarks().get(3));
    }
  }

  @Test
  void aHitOfAWindowDecidesAnewAtTheEndOfTheWindow() throws Exception {
    long end = Parts.end(NOON);
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(OWLS)).policy(policy(BEST));
      deciders.take(labelled("owl", NOON, "owl")).take(among("owl", NOON));
      deciders.take(labelled("duck", NOON, "duck")).take(among("duck", NOON));
      deciders.take(labelled("out", NOON, "owl")).take(among("out", NOON));
      assertEquals(List.of("owl 1 review by owls/1", "out 1 review by owls/1"), deciders.said());
      deciders.take(later("owl", NOON)).take(later("duck", NOON));
      deciders.reach(end - 2);
      assertEquals(List.of(), deciders.said());
      deciders.reach(end - 1);
      List<Decision> anew = deciders.decisions();
      assertEquals(
          List.of("duck 1 show by best/1", "owl 2<1 show by best/1 owls/1"),
          anew.stream().map(Parts::words).sorted().toList());
      assertEquals("best", anew.get(0).evidence().hits().get(0).query());
      assertEquals(3, deciders.held());
      deciders.reach(end + KeptItems.GRACE_MILLIS - 1).passGrace();
      assertEquals(3, deciders.held());
      deciders.reach(end + KeptItems.GRACE_MILLIS);
      assertEquals(3, deciders.held());
      deciders.passGrace();
      assertEquals(0, deciders.held());
      assertEquals(List.of(), deciders.said());
    }
  }

  /** After a silence labelling may tell of a time before matching has closed its windows. */
  @Test
  void timeThatLeapsFarBeyondAWindowDoesNotOvertakeItsHit() throws Exception {
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(BEST)).take(labelled("a", NOON, "owl")).take(among("a", NOON));
      deciders.reach(NOON.plusSeconds(3_600));
      deciders.take(later("a", NOON)).reach(NOON.plusSeconds(3_601));
      assertEquals(List.of("a 1 show by best/1"), deciders.said());
      assertEquals(0, deciders.laterHits());
      deciders.passGrace();
      assertEquals(0, deciders.held());
    }
  }

  /** Labelling tells the time, and matching may be behind; no other time may come for long. */
  @Test
  void aHitThatComesBehindTheEndOfItsWindowDecidesAnewAllTheSame() throws Exception {
    OperatorSubtaskState state;
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(BEST));
      for (String item : List.of("a", "b")) {
        deciders.take(labelled(item, NOON, "owl")).take(among(item, NOON));
      }
      deciders.reach(NOON.plusSeconds(3_601)).take(later("a", NOON));
      assertEquals(List.of(), deciders.said(), "others of the window may come");
      deciders.clock(CLOCK.plusMillis(KeptItems.LAG_MILLIS));
      assertEquals(List.of("a 1 show by best/1"), deciders.said());
      deciders.take(later("b", NOON));
      state = deciders.snapshot();
    }
    try (Deciders deciders = restored(state)) {
      deciders.passGrace().reach(NOON.plusSeconds(3_601));
      assertEquals(List.of("b 1 show by best/1"), deciders.said());
      deciders.passGrace();
      assertEquals(0, deciders.held());
    }
  }

  @Test
  void itemsAreKeptForHitsThatAPolicyNamesAlone() throws Exception {
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(OWLS)).take(labelled("a", NOON, "owl")).take(among("a", NOON));
      assertEquals(1, deciders.said().size());
      assertEquals(0, deciders.held());
      deciders.take(later("a", NOON));
      assertEquals(0, deciders.laterHits());
    }
  }

  @Test
  void whatSaysTheSameIsNotSaidAgain() throws Exception {
    String either =
        "policy: e\nwhen: \"true || hits.exists(h, h.query == 'best')\"\naction: {name: tag}\n";
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(either)).take(labelled("a", NOON, "owl")).take(among("a", NOON));
      assertEquals(List.of("a 1 tag by e/1"), deciders.said());
      deciders.take(later("a", NOON)).reach(Parts.end(NOON));
      assertEquals(List.of(), deciders.said());
      assertEquals(1, deciders.held());
    }
  }

  @Test
  void aRevisionCanTakeEverythingBack() throws Exception {
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(LIMITED)).take(labelled("a", NOON, "owl")).take(among("a", NOON));
      assertEquals(1, deciders.drafts().size());
      deciders.take(later("a", NOON)).reach(Parts.end(NOON));
      Drafted anew = deciders.drafts().get(0);
      assertEquals("a 2<1 none by ", Parts.words(anew.draft().decision()));
      assertEquals(List.of(), anew.draft().limits(), "it follows the first one all the same");
    }
  }

  /** Where an item lacks its labels, hits of a window that closes meanwhile decide nothing yet. */
  @Test
  void theOrderOfHitsAndLabelsChangesNothing() throws Exception {
    List<Decision> inOrder;
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(OWLS)).policy(policy(BEST));
      deciders.take(labelled("a", NOON, "owl")).take(among("a", NOON)).take(later("a", NOON));
      deciders.reach(Parts.end(NOON) - 1);
      inOrder = deciders.decisions();
      assertEquals(2, inOrder.size());
    }
    OperatorSubtaskState state;
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(OWLS)).policy(policy(BEST));
      deciders.take(among("a", NOON)).take(later("a", NOON)).reach(Parts.end(NOON) - 1);
      state = deciders.snapshot();
    }
    try (Deciders deciders = restored(state)) {
      deciders.take(labelled("a", NOON, "owl"));
      List<Decision> late = new ArrayList<>(deciders.decisions());
      assertEquals(1, late.size());
      deciders.reach(Parts.end(NOON) + 1);
      late.addAll(deciders.decisions());
      assertEquals(inOrder, late);
    }
  }

  @Test
  void atTheEndOfTheInputNothingWaitsNeitherForPoliciesNorForWindows() throws Exception {
    try (Deciders deciders = new Deciders(awaiting(10, "none"), CLOCK, 1)) {
      deciders.withoutTimeOfPolicies().policy(policy(OWLS)).policy(policy(BEST));
      deciders.take(labelled("a", NOON, "owl")).take(among("a", NOON));
      deciders.reach(Watermark.MAX_WATERMARK.getTimestamp()).take(later("a", NOON)).finish();
      assertEquals(
          List.of(millis(NOON) - 1, Watermark.MAX_WATERMARK.getTimestamp()), deciders.watermarks());
      assertEquals(List.of("a 1 review by owls/1", "a 2<1 show by best/1 owls/1"), deciders.said());
    }
  }

  @Test
  void aHitOfAnItemThatIsNotKeptIsCountedIfAPolicyNamesItsQuery() throws Exception {
    try (LogLines lines = LogLines.of(DecideItems.class);
        Deciders deciders = deciders()) {
      deciders.policy(policy(BEST));
      deciders.take(later("a", NOON)).take(later("a", NOON, "other", Parts.end(NOON)));
      assertEquals(1, deciders.laterHits());
      assertEquals(
          List.of("A hit of query best decides nothing about cam/a: the item is not kept any more"),
          lines.now());
      assertEquals(0, deciders.held());
    }
  }

  @Test
  void anItemIsForgottenInWhateverStateItIs() throws Exception {
    OperatorSubtaskState state;
    try (Deciders deciders = new Deciders(awaiting(10), CLOCK, 1)) {
      deciders.withoutTimeOfPolicies().policy(policy(OWLS)).policy(policy(BEST));
      deciders.take(labelled("open", NOON, "owl")).take(labelled("open", NOON, "owl"));
      deciders.take(whole("ahead", CLOCK.plusSeconds(1), "owl"));
      deciders.take(labelled("kept", NOON, "duck")).take(among("kept", NOON));
      deciders.take(labelled("pending", NOON, "duck")).take(among("pending", NOON));
      deciders.take(later("pending", NOON)).take(labelled("stays", NOON, "owl"));
      assertEquals(5, deciders.held());
      for (String id : List.of("open", "ahead", "kept", "pending", "never")) {
        deciders.take(forgotten(id)).take(forgotten(id));
      }
      assertEquals(
          List.of(
              new Forgotten("cam/open", Trace.UNDECIDED, 2),
              new Forgotten("cam/ahead", Trace.UNDECIDED, 1),
              new Forgotten("cam/kept", Trace.DECIDED, 1),
              new Forgotten("cam/pending", Trace.DECIDED, 1)),
          deciders.side(Forgotten.TAG));
      assertEquals(1, deciders.held());
      state = deciders.snapshot();
      long told = deciders.side(DecideItems.DRAFTS).stream().filter(Drafted::isForgotten).count();
      assertEquals(10, told, "whoever counts is told");
    }
    try (Deciders deciders = restored(state)) {
      deciders.clock(CLOCK.plusSeconds(2)).reach(Parts.end(NOON) + 100_000);
      deciders.take(matched("open", NOON)).take(forgotten("open"));
      assertEquals(List.of(), deciders.said());
      assertEquals(1, deciders.held(), "what came of it behind the first word went with the last");
      deciders.take(matched("stays", NOON));
      assertEquals(List.of("stays 1 review by owls/1"), deciders.said());
      assertEquals(0, deciders.held());
    }
  }

  @Test
  void policiesAreAcknowledgedOnceAndTheLastOfEachAgainAfterARestore() throws Exception {
    OperatorSubtaskState state;
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(OWLS + "expires: 1h\n", 1, NOON));
      Acknowledgement said = deciders.acknowledgements().get(0);
      assertEquals("for items from 2026-03-01T12:00:00Z on", said.status().detail());
      assertEquals(NOON.plusSeconds(3600), said.expires());
      deciders.policy(policy(OWLS, 2, NOON.plusMillis(1)));
      deciders.policy(policy(BEST)).policy(PolicyInForce.removed("best", 2, millis(NOON)));
      assertEquals(
          List.of("owls 2 ACTIVE false", "best 1 ACTIVE false", "best 2 DISABLED false"),
          acknowledged(deciders));
      state = deciders.snapshot();
    }
    try (Deciders deciders = restored(state)) {
      deciders.clock(CLOCK.plusMillis(1));
      assertEquals(
          List.of("best 2 DISABLED false", "owls 2 ACTIVE false"),
          acknowledged(deciders).stream().sorted().toList());
      deciders.take(whole("a", NOON, "owl"));
      assertEquals(List.of("a 1 review by owls/1"), deciders.said(), "the version before is known");
      deciders.policy(PolicyInForce.forgotten("best"));
      assertEquals(List.of("best 2 DISABLED true"), acknowledged(deciders));
      deciders.policy(PolicyInForce.forgotten("unknown"));
      assertEquals(List.of(), acknowledged(deciders));
    }
  }

  private static List<String> acknowledged(Deciders deciders) {
    return deciders.acknowledgements().stream()
        .map(
            word ->
                "%s %d %s %s"
                    .formatted(
                        word.status().id(),
                        word.status().version(),
                        word.status().state(),
                        word.forgotten()))
        .toList();
  }

  /** A text with a percent sign in its problem, and one that expires beyond all times. */
  @Test
  void aPolicyThatThisBuildCannotReadOrUseStopsNothing() throws Exception {
    OperatorSubtaskState state;
    try (Deciders deciders = deciders()) {
      deciders.policy(policy(OWLS)).policy(policy(OWLS + "sample: {of-the-rest: 200%}\n", 2, NOON));
      deciders.policy(policy(BEST + "expires: 999999999d\n"));
      deciders.policy(
          policy(
              "policy: far\nwhen: 'true'\naction: {name: tag}\nexpires: \"+999999999-01-01T00:00:00Z\"\n"));
      List<Acknowledgement> words = deciders.acknowledgements();
      assertEquals(
          "owls 2 DISABLED", words.get(1).status().id() + " 2 " + words.get(1).status().state());
      assertTrue(words.get(1).status().detail().contains("200%"), words.get(1).status().detail());
      state = deciders.snapshot();
    }
    try (Deciders deciders = restored(state)) {
      deciders.take(whole("a", NOON, "owl")).take(whole("b", NOON.minusMillis(1), "owl"));
      List<Decision> decisions = deciders.decisions();
      assertEquals(
          List.of("a 1 tag by far/1", "b 1 tag by far/1 owls/1"),
          decisions.stream().map(Parts::words).toList());
      for (Decision decision : decisions) {
        Topic.DECISIONS.encode(decision, Encoding.AVRO);
      }
    }
  }

  @Test
  void anItemThatIsOlderThanTheVersionsThatAreKnownIsCounted() throws Exception {
    OperatorSubtaskState state;
    try (Deciders deciders = deciders()) {
      for (int version = 1; version <= 11; version++) {
        deciders.policy(policy(OWLS, version, NOON.plusSeconds(version)));
      }
      state = deciders.snapshot();
    }
    try (LogLines lines = LogLines.of(DecideItems.class);
        Deciders deciders = restored(state)) {
      deciders.take(whole("a", NOON.plusSeconds(2), "owl"));
      assertEquals(List.of("a 1 review by owls/2"), deciders.said());
      assertEquals(0, deciders.itemsBeforeKnownPolicies());
      deciders.take(whole("b", NOON.plusMillis(1_999), "owl"));
      assertEquals(List.of(), deciders.said());
      assertEquals(1, deciders.itemsBeforeKnownPolicies());
      assertTrue(
          lines.now().stream().anyMatch(line -> line.contains("cam/b of 2026-03-01T12:00:01.999Z")),
          () -> lines.now().toString());
    }
  }

  /** Three factors in two spaces, and a hit: 776 and 774 bytes. */
  @Test
  void anOpenItemAndOneThatIsKeptAreSmall() {
    OpenItem open = new OpenItem(NOON);
    open.add(
        Labelled.part(
            Parts.item("item-000001", NOON, "ann"),
            List.of(
                Parts.label("item-000001", NOON, "birds", "owl", "duck"),
                Parts.label("item-000001", NOON, "places", "wood"))));
    open.add(matched("item-000001", NOON, hit("item-000001", NOON, "best", 0.5)));
    DecidedItem kept =
        new DecidedItem(
            NOON, open.labelled(), open.matched(), List.of(), 1, "0".repeat(64), 1, null, false);
    assertEquals(776, OpenItem.toBytes(List.of(open)).length, 50);
    assertEquals(774, DecidedItem.toBytes(List.of(kept)).length, 50);
  }
}
