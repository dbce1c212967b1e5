package io.idealstream.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Hit;
import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Counted;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.Sampled;
import io.idealstream.wire.decision.StatedReason;
import io.idealstream.wire.decision.VerdictState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftDecisionTest {

  private static final String LIMITED =
      """
      policy: author
      when: labels.birds.bird.label == "waterbird"
      action: {name: review, queue: wildlife, priority: 2}
      reason: {code: W-3, text: "A {labels.birds.bird.label}"}
      limits: {per: item.attributes.author, at-most: 3, within: 24h, then: {name: restrict, priority: 9}}
      expires: 90d
      """;

  private static DraftDecision draft(CompiledPolicy... policies) {
    return Things.set(policies).draft(Things.bird());
  }

  @Test
  void aDecisionSaysByWhatAndCarriesAllLabelsAndHits() {
    Decision decision = draft(Things.policy(LIMITED)).counted(Things.NONE);
    assertEquals("i-1", decision.id());
    assertEquals("cam-3", decision.feed());
    assertEquals(1, decision.number());
    assertNull(decision.revises());
    assertEquals("ann", decision.attributes().get("author"));
    assertEquals(new Action("review", "wildlife", 2), decision.action());
    assertEquals("author", decision.policy());
    assertEquals(Things.TIME.plus(Duration.ofDays(90)), decision.expires());
    assertEquals(
        List.of(
            new PolicyVerdict(
                "author",
                1,
                VerdictState.FIRED,
                false,
                new Action("review", "wildlife", 2),
                new Counted("ann", 0, false),
                Things.TIME.plus(Duration.ofDays(90)),
                List.of())),
        decision.policies());
    assertEquals(List.of(new StatedReason("author", "W-3", "A waterbird")), decision.reasons());
    assertEquals(
        List.of("birds", "scenes"),
        decision.evidence().labels().stream().map(label -> label.space()).toList());
    assertEquals(
        List.of("nets"), decision.evidence().hits().stream().map(hit -> hit.query()).toList());
    assertTrue(decision.automated());
    assertFalse(decision.isShadow());
  }

  @Test
  void beyondItsLimitTheOtherActionIsTaken() {
    DraftDecision draft =
        draft(Things.policy(LIMITED), Things.policy("b", "true", "{name: hide, priority: 5}"));
    assertEquals(
        List.of(
            new OpenLimit("author", "ann", 3, 86_400_000, new Action("restrict", "wildlife", 9))),
        draft.limits());
    assertEquals("hide", draft.counted((policy, key, from, to) -> 2).action().name());
    Decision beyond =
        draft.counted(
            (policy, key, from, to) -> {
              assertEquals("author ann", policy + " " + key);
              assertEquals(Things.TIME.minus(Duration.ofDays(1)), from);
              assertEquals(Things.TIME, to);
              return 3;
            });
    assertEquals("restrict", beyond.action().name());
    assertEquals("author", beyond.policy());
    assertEquals(new Counted("ann", 3, true), beyond.policies().get(0).limit());
  }

  @Test
  void itIsTheOutcomeOfTheSamePolicies() {
    CompiledPolicy[] policies = {
      Things.policy(LIMITED),
      Things.policy("bad", "labels.people.face.label == 'x'", "{name: hide, priority: 9}"),
      Things.policy("s", "true", "{name: hide}")
    };
    Counts three = (policy, key, from, to) -> 3;
    Outcome outcome = Things.set(policies).decide(Things.bird(), three);
    Decision decision = draft(policies).counted(three);
    assertEquals(outcome.action(), decision.action());
    assertEquals(outcome.policy(), decision.policy());
    assertEquals(
        outcome.verdicts().stream().map(v -> v.policy() + v.state() + v.problems()).toList(),
        decision.policies().stream().map(v -> v.policy() + v.state() + v.problems()).toList());
  }

  @Test
  void onlyShadowsMakeAShadow() {
    CompiledPolicy shadow =
        Things.policy("policy: s\nwhen: 'true'\naction: {name: hide}\nshadow: true\n");
    assertTrue(draft(shadow).decision().isShadow());
    assertNull(draft(shadow).decision().action());
    assertFalse(draft(shadow, Things.policy("p", "true", "{name: a}")).decision().isShadow());
  }

  @Test
  void whatSamplesAloneSaysSomething() {
    DraftDecision sampled =
        draft(
            Things.policy(
                "policy: p\nwhen: 'false'\naction: {name: a}\nsample: {of-the-rest: 100%}\n"));
    assertEquals(List.of(new Sampled("p", 1, 1, false)), sampled.decision().sampled());
    assertTrue(sampled.saysSomething());
    assertFalse(sampled.decision().isShadow());
    assertFalse(draft(Things.policy("p", "false", "{name: a}")).saysSomething());
  }

  @Test
  void ofVeryManyHitsThoseThatPoliciesNameStay() {
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < DraftDecision.MOST_HITS; i++) {
      hits.add(Things.hit("a" + i, 0.5));
    }
    hits.add(Things.hit("nets", 0.1));
    Facts facts = new Facts(Things.item("i-1"), List.of(), hits);
    Decision decision =
        Things.set(Things.policy("p", "hits.exists(h, h.query == 'nets')", "{name: a}"))
            .draft(facts)
            .decision();
    assertEquals(DraftDecision.MOST_HITS, decision.evidence().hits().size());
    assertEquals(1, decision.evidence().hitsLeftOut());
    assertEquals("nets", decision.evidence().hits().get(DraftDecision.MOST_HITS - 1).query());
  }
}
