package io.idealstream.web.board;

import static io.idealstream.web.board.BoardRecords.decision;
import static io.idealstream.web.board.BoardRecords.verdict;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.VerdictState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DecisionsTest {

  private static final PolicyVerdict FIRED = verdict("one", VerdictState.FIRED, false);
  private static final PolicyVerdict SHADOW = verdict("two", VerdictState.FIRED, true);
  private static final PolicyVerdict HELD_BACK = verdict("two", VerdictState.HELD_BACK, true);
  private static final PolicyVerdict FAILED = verdict("two", VerdictState.FAILED, false);

  private final List<String> wanted = new ArrayList<>();
  private final Items items = new Items(item -> {});
  private final Decisions decisions =
      new Decisions(
          items,
          new PictureWork() {
            @Override
            public int offer(String item, byte[] encoded) {
              throw new AssertionError();
            }

            @Override
            public void want(String item) {
              wanted.add(item);
            }
          });

  @Test
  void theyAreCountedByActionAndByPolicy() throws Exception {
    note(decision("cam", "a", FIRED, SHADOW));
    note(decision("cam", "b", FIRED, HELD_BACK).revising(1));
    note(decision("cam", "c", FAILED));
    note(decision("cam", "d"));
    note(onlyShadow("cam", "e"));
    Map<String, Object> view = decisions.view();
    assertEquals(5L, view.get("total"));
    assertEquals(1L, view.get("revisions"));
    assertEquals(1L, view.get("shadows"));
    assertEquals(3L, view.get("withoutAction"));
    assertEquals(0L, view.get("otherActions"));
    assertEquals(
        List.of(Fields.of("name", "review", "queue", "birds", "decisions", 2L)),
        view.get("actions"));
    assertEquals(
        List.of(policy("look", 0, 0, 0, 0, 1), policy("one", 2, 0, 0, 0, 0), two(2, 1, 1)),
        view.get("policies"));
    assertEquals(0, decisions.leftOut());
  }

  @Test
  void oneShowsWhatWasDecidedAndWhy() throws Exception {
    note(decision("cam", "<id>", FIRED, HELD_BACK).revising(1));
    Map<String, Object> shown = latest().get(0);
    assertEquals(1L, shown.get("at"));
    assertEquals("cam", shown.get("feed"));
    assertEquals("<id>", shown.get("id"));
    assertEquals(2, shown.get("number"));
    assertEquals(1, shown.get("revises"));
    assertEquals(false, shown.get("shadow"));
    assertEquals(true, shown.get("automated"));
    assertEquals("a bird", shown.get("caption"));
    assertEquals(Fields.of("name", "review", "queue", "birds"), shown.get("action"));
    assertEquals("one", shown.get("policy"));
    assertEquals(
        List.of(
            Fields.of(
                "policy",
                "one",
                "version",
                2L,
                "state",
                "fired",
                "shadow",
                false,
                "action",
                Fields.of("name", "review", "queue", "birds"),
                "limitReached",
                true,
                "problems",
                0),
            Fields.of(
                "policy",
                "two",
                "version",
                2L,
                "state",
                "held-back",
                "shadow",
                true,
                "action",
                null,
                "limitReached",
                false,
                "problems",
                0)),
        shown.get("policies"));
    assertEquals(
        List.of(
            Fields.of("policy", "one", "text", "<b>why</b> one"),
            Fields.of("policy", "two", "text", "<b>why</b> two")),
        shown.get("reasons"));
    assertEquals(List.of(), shown.get("sampled"));
    assertNull(shown.get("picture"));
    note(decision("cam", "rest"));
    assertEquals(
        List.of(Fields.of("policy", "look", "version", 3L, "probability", 0.01, "shadow", false)),
        latest().get(0).get("sampled"));
  }

  @Test
  void theNewestAreKeptAndTheirEvidence() throws Exception {
    for (int i = 1; i <= Decisions.MOST + 5; i++) {
      note(decision("cam", "i" + i, FIRED));
    }
    assertEquals(Decisions.MOST + 5L, decisions.view().get("total"));
    assertEquals(
        LongStream.iterate(Decisions.MOST + 5L, at -> at - 1)
            .limit(Decisions.MOST)
            .boxed()
            .toList(),
        latest().stream().map(one -> one.get("at")).toList());
    assertTrue(decisions.get(5, "cam", "i5").isEmpty());
    assertTrue(decisions.get(6, "cam", "other").isEmpty());
    Decision kept = decisions.get(6, "cam", "i6").orElseThrow();
    assertEquals(2, kept.evidence().hitsLeftOut());
    assertEquals("waterbird", kept.evidence().labels().get(0).factors().get("bird").label());
  }

  @Test
  void ofManyPoliciesSomeAreShown() throws Exception {
    List<PolicyVerdict> many = Collections.nCopies(ShownDecision.MOST_OF_EACH + 3, FIRED);
    note(decision("cam", "a", many.toArray(PolicyVerdict[]::new)));
    Map<String, Object> shown = latest().get(0);
    assertEquals(ShownDecision.MOST_OF_EACH, ((List<?>) shown.get("policies")).size());
    assertEquals(3, shown.get("policiesLeftOut"));
    assertEquals(3, shown.get("reasonsLeftOut"));
    assertEquals(0, shown.get("sampledLeftOut"));
  }

  @Test
  void policiesBeyondTheBoundAreCountedAsLeftOut() throws Exception {
    for (int i = 0; i < DecisionCounts.MOST + 2; i++) {
      note(decision("cam", "a", verdict("p" + i, VerdictState.FIRED, false)));
    }
    note(decision("cam", "a", verdict("p0", VerdictState.FIRED, false)));
    assertEquals(2, decisions.leftOut());
    assertEquals(DecisionCounts.MOST, ((List<?>) decisions.view().get("policies")).size());
  }

  @Test
  void whatIsNewIsToldOnceTheNewestFirst() throws Exception {
    assertNull(decisions.takeChanged(2));
    for (String id : List.of("a", "b", "c")) {
      note(decision("cam", id, FIRED));
    }
    assertEquals(List.of("c", "b"), told());
    assertEquals(List.of("a"), told());
    assertNull(decisions.takeChanged(2));
    decisions.pictured("cam/b");
    assertEquals(List.of("b"), told());
    decisions.pictured("cam/elsewhere");
    assertNull(decisions.takeChanged(2));
  }

  @Test
  void thePictureOfAnItemOnShowIsWanted() throws Exception {
    items.add(
        new ShownItem(
            BoardRecords.image("cam", "a", null),
            BoardRecords.of(Topic.IMAGES, BoardRecords.image("cam", "a", null)),
            BoardRecords.NOON));
    note(decision("cam", "a", FIRED));
    note(decision("cam", "gone", FIRED));
    assertEquals(List.of("cam/a"), wanted);
    items.get("cam/a").pictured("/api/picture/1-1.jpg", 4, 3, 9);
    assertEquals("/api/picture/1-1.jpg", latest().get(1).get("picture"));
  }

  @Test
  void whatIsToBeForgottenIsShownNoMore() throws Exception {
    note(decision("cam", "a", FIRED));
    note(decision("cam", "b", FIRED));
    assertEquals(List.of("b", "a"), told());
    decisions.note(new TopicRecord("decisions", 0, 0, 0, "cam/a".getBytes(UTF_8), null, List.of()));
    Map<String, Object> change = decisions.takeChanged(2);
    assertEquals(List.of(2L), change.get("shown"));
    assertEquals(List.of(), change.get("latest"));
    assertEquals(2L, change.get("total"));
    assertTrue(decisions.get(1, "cam", "a").isEmpty());
  }

  @Test
  void policiesInForceAreCounted() {
    say("one", StatusState.ACTIVE);
    say("two", StatusState.ACTIVE);
    say("three", StatusState.REJECTED);
    assertEquals(2, decisions.takeChanged(2).get("policiesInForce"));
    say("one", StatusState.ACTIVE);
    assertNull(decisions.takeChanged(2));
    say("one", StatusState.DISABLED);
    say("two", StatusState.EXPIRED);
    assertEquals(0, decisions.takeChanged(2).get("policiesInForce"));
  }

  private void note(Decision decision) throws Unreadable {
    decisions.note(BoardRecords.of(Topic.DECISIONS, decision));
  }

  private void say(String policy, StatusState state) {
    decisions.note(new Status(StatusKind.POLICY, policy, 1, state, null));
  }

  private List<Map<String, Object>> latest() {
    return latest(decisions.view());
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> latest(Map<String, Object> view) {
    return (List<Map<String, Object>>) view.get("latest");
  }

  private List<Object> told() {
    return latest(decisions.takeChanged(2)).stream().map(one -> one.get("id")).toList();
  }

  private static Map<String, Object> two(long shadow, long heldBack, long failed) {
    return policy("two", 0, shadow, heldBack, failed, 0);
  }

  private static Map<String, Object> policy(
      String name, long fired, long shadow, long heldBack, long failed, long sampled) {
    return Fields.of(
        "policy", name,
        "fired", fired,
        "shadow", shadow,
        "heldBack", heldBack,
        "failed", failed,
        "sampled", sampled);
  }

  private static Decision onlyShadow(String feed, String id) {
    Decision bare = decision(feed, id, SHADOW);
    return new Decision(
        bare.id(),
        bare.feed(),
        bare.time(),
        1,
        null,
        null,
        null,
        null,
        null,
        bare.policies(),
        List.of(),
        List.of(),
        bare.evidence(),
        true,
        null,
        true);
  }
}
