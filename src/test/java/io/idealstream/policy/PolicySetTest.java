package io.idealstream.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Counted;
import io.idealstream.wire.decision.Sampled;
import io.idealstream.wire.decision.VerdictState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One outcome of many policies. */
class PolicySetTest {

  @Test
  void theHighestPriorityIsTakenAndOfEqualOnesTheFirstName() {
    CompiledPolicy low = Things.policy("a", "true", "{name: tag}");
    CompiledPolicy second = Things.policy("c", "true", "{name: hide, priority: 5}");
    CompiledPolicy first = Things.policy("b", "true", "{name: review, priority: 5}");
    Outcome outcome = decide(low, second, first);
    assertEquals(new Action("review", null, 5), outcome.action());
    assertEquals("b", outcome.policy());
    assertEquals(List.of("a", "b", "c"), outcome.verdicts().stream().map(Verdict::policy).toList());
  }

  @Test
  void whatDoesNotApplyLeavesNothing() {
    Outcome outcome = decide(Things.policy("a", "item.feed == 'other'", "{name: tag}"));
    assertNull(outcome.action());
    assertNull(outcome.policy());
    assertEquals(List.of(), outcome.verdicts());
    assertEquals(List.of(), outcome.labels());
  }

  @Test
  void unlessHoldsBack() {
    Outcome outcome =
        decide(
            Things.policy(
                """
                policy: p
                when: labels.birds.bird.label == "waterbird"
                unless: item.feed == "cam-3"
                action: {name: review}
                """));
    assertNull(outcome.action());
    assertEquals(
        List.of(new Verdict("p", VerdictState.HELD_BACK, false, null, null, null, null, List.of())),
        outcome.verdicts());
  }

  @Test
  void whatFailsSaysWhyAndLeavesTheOthersAlone() {
    Outcome outcome =
        decide(
            Things.policy("bad", "labels.people.face.label == 'x'", "{name: hide, priority: 9}"),
            Things.policy(
                """
                policy: worse
                when: "true"
                unless: item.attributes.source == "x"
                action: {name: hide, priority: 9}
                """),
            Things.policy("good", "item.id == 'i-1'", "{name: review}"));
    assertEquals("good", outcome.policy());
    assertEquals(
        List.of(
            "bad FAILED [when: line 1, column 19: the item has no label of space people]",
            "good FIRED []",
            "worse FAILED [unless: line 1, column 16: there is no \"source\"]"),
        outcome.verdicts().stream()
            .map(verdict -> verdict.policy() + " " + verdict.state() + " " + verdict.problems())
            .toList());
  }

  @Test
  void aShadowSaysWhatItWouldDoAndDoesNot() {
    Outcome outcome =
        decide(
            Things.policy(
                """
                policy: s
                when: "true"
                action: {name: hide, priority: 9}
                shadow: true
                """),
            Things.policy("p", "true", "{name: review}"));
    assertEquals("p", outcome.policy());
    Verdict shadow = outcome.verdicts().get(1);
    assertTrue(shadow.shadow());
    assertEquals(new Action("hide", null, 9), shadow.action());
  }

  @Test
  void reasonsAreFilledIn() {
    Verdict verdict =
        decide(
                Things.policy(
                    """
                    policy: p
                    when: "true"
                    action: {name: review}
                    reason:
                      code: W-3
                      text: "A {labels.birds.bird.label} ({labels.birds.bird.probability}) {{by words}}, at {labels.scenes.background.labels}; {item.caption}, {item.time}, {item.attributes.source}"
                    """))
            .verdicts()
            .get(0);
    assertEquals("W-3", verdict.code());
    assertEquals(
        "A waterbird (0.83) {by words}, at sea; none, 2026-03-01T12:00:00Z, ?", verdict.text());
    assertEquals(
        List.of("reason.text {item.attributes.source}: line 1, column 16: there is no \"source\""),
        verdict.problems());
  }

  @Test
  void aLongReasonIsCut() {
    Item item = new Item("i", "f", Things.TIME, "x".repeat(3_000), Map.of());
    CompiledPolicy policy =
        Things.policy(
            "policy: p\nwhen: 'true'\naction: {name: a}\nreason: {text: '{item.caption}'}\n");
    String text =
        Things.set(policy)
            .decide(new Facts(item, List.of(), List.of()), Things.NONE)
            .verdicts()
            .get(0)
            .text();
    assertEquals("x".repeat(1_997) + "...", text);
  }

  @Test
  void beyondItsLimitAPolicyActsOtherwise() {
    CompiledPolicy policy =
        Things.policy(
            """
            policy: p
            when: "true"
            action: {name: review, queue: q, priority: 2}
            limits: {per: item.attributes.author, at-most: 2, within: 1h, then: {name: restrict}}
            """);
    Map<String, List<Instant>> fired = new HashMap<>();
    Counts counts =
        (name, key, from, to) ->
            fired.getOrDefault(name + "/" + key, List.of()).stream()
                .filter(time -> time.isAfter(from) && !time.isAfter(to))
                .count();
    List<String> actions = new ArrayList<>();
    for (int minutes : new int[] {0, 10, 20, 65, 140}) {
      Instant time = Things.TIME.plus(Duration.ofMinutes(minutes));
      Item item = new Item("i-" + minutes, "f", time, null, Map.of("author", "ann"));
      Verdict verdict =
          Things.set(policy)
              .decide(new Facts(item, List.of(), List.of()), counts)
              .verdicts()
              .get(0);
      actions.add(verdict.action().name() + " " + verdict.limit().earlier());
      fired.computeIfAbsent("p/" + verdict.limit().key(), none -> new ArrayList<>()).add(time);
    }
    // of 65 minutes' hour are those of 10 and 20
    assertEquals(List.of("review 0", "review 1", "restrict 2", "restrict 2", "review 0"), actions);
  }

  @Test
  void whereNobodyKnowsUnderWhatToCountThePolicyActsAndSaysSo() {
    CompiledPolicy policy =
        Things.policy(
            """
            policy: p
            when: "true"
            action: {name: review}
            limits: {per: item.attributes.source, at-most: 1, within: 1h, then: {name: restrict}}
            """);
    Verdict verdict =
        Things.set(policy).decide(Things.bird(), (name, key, from, to) -> 99).verdicts().get(0);
    assertEquals("review", verdict.action().name());
    assertNull(verdict.limit());
    assertEquals(
        List.of("limits.per: line 1, column 16: there is no \"source\""), verdict.problems());
    assertEquals(new Counted("ann", 3, true), limited());
  }

  private static Counted limited() {
    return Things.set(
            Things.policy(
                """
                policy: p
                when: "true"
                action: {name: review}
                limits: {per: item.attributes.author, at-most: 3, within: 1h, then: {name: restrict}}
                """))
        .decide(Things.bird(), (name, key, from, to) -> 3)
        .verdicts()
        .get(0)
        .limit();
  }

  @Test
  void whatHasExpiredIsLeftOut() {
    CompiledPolicy policy =
        Things.policy("policy: p\nwhen: 'true'\naction: {name: a}\nexpires: 90d\n");
    Instant since = Things.TIME.minus(Duration.ofDays(90));
    assertEquals(
        List.of(),
        new PolicySet(List.of(new InForce(policy, 1, since)))
            .decide(Things.bird(), Things.NONE)
            .verdicts());
    assertEquals(
        1,
        new PolicySet(List.of(new InForce(policy, 1, since.plusMillis(1))))
            .decide(Things.bird(), Things.NONE)
            .verdicts()
            .size());
  }

  @Test
  void theRestIsSampledByNameAlone() {
    CompiledPolicy policy =
        Things.policy(
            """
            policy: p
            when: hits.exists(h, h.query == "nets")
            action: {name: a}
            sample: {of-the-rest: 2%}
            """);
    int sampled = 0;
    for (int i = 0; i < 20_000; i++) {
      Facts facts = new Facts(Things.item("i-" + i), List.of(), List.of());
      Outcome outcome = Things.set(policy).decide(facts, Things.NONE);
      assertEquals(outcome, Things.set(policy).decide(facts, Things.NONE));
      if (!outcome.sampled().isEmpty()) {
        assertEquals(List.of(new Sampled("p", 1, 0.02, false)), outcome.sampled());
        sampled++;
      }
    }
    // 400 expected, standard deviation 19.8
    assertTrue(Math.abs(sampled - 400) < 100, sampled + " sampled");
    assertEquals(List.of(), decide(policy).sampled(), "what fired is not of the rest");
  }

  @Test
  void theEvidenceIsWhatPoliciesWithAVerdictName() {
    Facts facts =
        new Facts(
            Things.item("i-1"),
            List.of(
                Things.label(
                    "birds",
                    Map.of(
                        "bird",
                        Things.answer("waterbird", 0.83, "landbird"),
                        "size",
                        Things.answer("small", 0.9, "small"))),
                Things.label("scenes", Map.of("background", Things.many(List.of("sea"))))),
            List.of(Things.hit("nets", 0.4), Things.hit("boats", 0.3)));
    Outcome outcome =
        Things.set(
                Things.policy(
                    "p",
                    "labels.birds.bird.label == 'waterbird' && hits.exists(h, h.query == 'nets')",
                    "{name: a}"),
                Things.policy("q", "labels.scenes.background.label == 'x'", "{name: a}"))
            .decide(facts, Things.NONE);
    assertEquals(List.of("birds"), outcome.labels().stream().map(Label::space).toList());
    assertEquals(Set.of("bird"), outcome.labels().get(0).factors().keySet());
    assertEquals(3, outcome.labels().get(0).spaceVersion());
    assertEquals(List.of("nets"), outcome.hits().stream().map(Hit::query).toList());
  }

  @Test
  void whatIsOnTrialCountsForNothing() {
    Label live = Things.label("birds", Map.of("bird", Things.answer("owl", 0.9, "owl")));
    Label trial =
        new Label(
            live.id(),
            live.feed(),
            live.time(),
            "birds~trial",
            1,
            live.model(),
            1,
            live.source(),
            live.factors(),
            true);
    Facts facts = new Facts(Things.item("i"), List.of(live, trial), List.of());
    assertEquals(Set.of("birds"), facts.labels().keySet());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Facts(Things.item("i"), List.of(live, live), List.of()));
  }

  @Test
  void noOrderChangesAnOutcome() {
    Random random = new Random(5);
    List<InForce> policies = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String when = "hits.size() > 0 && hits[0].query == '%s'".formatted(i % 2 == 0 ? "a" : "b");
      policies.add(
          new InForce(Things.policy("p" + i, when, "{name: a, priority: 1}"), 1, Things.TIME));
    }
    List<Hit> hits = new ArrayList<>(List.of(Things.hit("b", 0.9), Things.hit("a", 0.1)));
    Outcome first = null;
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(policies, random);
      Collections.shuffle(hits, random);
      Outcome outcome =
          new PolicySet(policies).decide(new Facts(Things.item("i"), List.of(), hits), Things.NONE);
      first = first == null ? outcome : first;
      assertEquals(first, outcome);
    }
    assertEquals("p0", first.policy());
  }

  @Test
  void twoPoliciesOfOneNameAreRefused() {
    CompiledPolicy policy = Things.policy("p", "true", "{name: a}");
    assertThrows(IllegalArgumentException.class, () -> Things.set(policy, policy));
  }

  private static Outcome decide(CompiledPolicy... policies) {
    return Things.set(policies).decide(Things.bird(), Things.NONE);
  }
}
