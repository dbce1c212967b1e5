package io.idealstream.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.decision.PolicyText;
import io.idealstream.wire.decision.VerdictState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountRuleTest {

  private static final String BUSY =
      """
      policy: busy
      counts:
        posts: {per: item.attributes.author, within: 1h}
        birds: {of: labels.birds.bird.label == "waterbird", per: item.feed, within: 1d, up-to: 7}
      when: counts.posts > 20 && counts.birds >= 1
      action: {name: review}
      reason: {text: "{counts.posts} in an hour"}
      examples:
        - name: busy
          item: {attributes: {author: ann}}
          counts: {posts: 21, birds: 1}
          expect: review
        - name: calm
          item: {attributes: {author: ann}}
          counts: {posts: 20, birds: 1}
          expect: none
        - name: nobody counted
          expect: failed
      """;

  @Test
  void whatIsCountedIsReadAndOpenUntilSomebodyCounts() {
    CompiledPolicy policy = Things.policy(BUSY);
    assertEquals(
        List.of(
            new CountRule("posts", null, "item.attributes.author", Duration.ofHours(1), 100),
            new CountRule(
                "birds",
                "labels.birds.bird.label == \"waterbird\"",
                "item.feed",
                Duration.ofDays(1),
                7)),
        policy.policy().counts());
    assertEquals(
        List.of(
            new OpenCount("busy", "posts", "ann", 100, 3_600_000, true),
            new OpenCount("busy", "birds", "cam-3", 7, 86_400_000, true)),
        Things.set(policy).openCounts(Things.bird()));
    ExampleRun.all(policy)
        .forEach(run -> assertEquals(run.example().expected(), run.given(), run.toString()));
  }

  @Test
  void anItemWithoutALabelIsNotCountedAndOneWithoutAKeyHasNoCount() {
    CompiledPolicy policy = Things.policy(BUSY);
    Item nobody = new Item("i", "cam-3", Things.TIME, null, Map.of());
    Facts facts = new Facts(nobody, List.of(), List.of());
    assertEquals(
        List.of(new OpenCount("busy", "birds", "cam-3", 7, 86_400_000, false)),
        Things.set(policy).openCounts(facts));
    assertEquals(
        "line 1, column 7: the item has no count posts: nobody has counted here; policy backtest does",
        Examined.of(policy, facts).when().get(2).value().replace("no value: ", ""));
    Facts counted = facts.withCounts(Map.of("busy", Map.of("birds", 3L)));
    var verdict = Things.set(policy).draft(counted).decision().policies().get(0);
    assertEquals(VerdictState.FAILED, verdict.state());
    assertEquals(
        List.of(
            "when: line 1, column 7: the item has no count posts: what it is counted per has no"
                + " value"),
        verdict.problems());
    assertEquals(Map.of("birds", 3L), verdict.counts());
  }

  @Test
  void eachPolicySeesItsOwnCounts() {
    CompiledPolicy one = Things.policy(BUSY);
    CompiledPolicy other = Things.policy(BUSY.replace("policy: busy", "policy: calm"));
    Facts facts =
        Things.bird()
            .withCounts(
                Map.of(
                    "busy", Map.of("posts", 21L, "birds", 1L),
                    "calm", Map.of("posts", 1L, "birds", 1L)));
    var decision = Things.set(one, other).draft(facts).decision();
    assertEquals("busy", decision.policy());
    assertEquals(1, decision.policies().size());
    assertEquals("21 in an hour", decision.reasons().get(0).text());
    assertNull(
        Things.set(Things.policy("p", "true", "{name: a}"))
            .draft(facts)
            .decision()
            .policies()
            .get(0)
            .counts());
  }

  @Test
  void everyProblemIsTold() {
    assertEquals(
        List.of(
            "counts.a b: expected a name of letters, digits and '_', found \"a b\"",
            "counts.posts.per: expected a text, found nothing",
            "counts.posts.up-to: expected a whole number from 1 to 10000, found 0",
            "counts.posts.fer: unknown field; did you mean per?",
            "counts.other.within: expected at most 366d",
            "counts.posts.of: line 1, column 7: unknown count \"other\"; there are none",
            "counts.other.per: expected an expression that gives a text, found one that gives"
                + " google.protobuf.Timestamp",
            "when: line 1, column 7: unknown count \"psts\"; did you mean posts?",
            "examples[0].counts.pots: unknown count; did you mean posts?"),
        problems(
            """
            policy: busy
            counts:
              "a b": {per: item.feed, within: 1h}
              posts: {within: 1h, of: counts.other > 1, up-to: 0, fer: 1}
              other: {per: item.time, within: 400d}
            when: counts.psts > 20 && counts["other"] > 1
            action: {name: review}
            limits: {per: item.feed, at-most: 1, within: 1h, then: {name: hide}}
            examples: [{name: x, counts: {pots: 1}, expect: none}]
            """));
    StringBuilder many = new StringBuilder("policy: p\nwhen: 'true'\naction: {name: a}\ncounts:\n");
    for (int i = 0; i < 9; i++) {
      many.append("  c").append(i).append(": {per: item.feed, within: 1h}\n");
    }
    assertEquals(List.of("counts: expected at most 8 counts, found 9"), problems(many.toString()));
  }

  private static List<String> problems(String yaml) {
    return assertThrows(
            Misconfigured.class,
            () -> PolicyFile.read("p.yaml", yaml.getBytes(UTF_8), Vocabulary.UNKNOWN))
        .problems();
  }

  @Test
  void aPolicyThatCountsTravelsAsAvroToo() throws Exception {
    PolicyText text = PolicyFile.text("p.yaml", BUSY.getBytes(UTF_8));
    PolicyText read =
        Topic.POLICIES.decode(Topic.POLICIES.encode(text, Encoding.AVRO), Encoding.AVRO);
    assertEquals(Things.policy(BUSY).policy().counts(), PolicyFile.read(read).policy().counts());
  }
}
