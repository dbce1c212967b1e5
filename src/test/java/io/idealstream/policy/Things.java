package io.idealstream.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Source;
import io.idealstream.wire.config.Problems;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Items, labels, hits and policies for tests. */
final class Things {

  static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
  static final Counts NONE = (policy, key, from, to) -> 0;

  private Things() {}

  static Item item(String id) {
    return new Item(id, "cam-3", TIME, null, Map.of("author", "ann"));
  }

  static Label label(String space, Map<String, FactorLabel> factors) {
    return new Label("i-1", "cam-3", TIME, space, 3, "sha256:x", 128, Source.PROMPTS, factors);
  }

  /** A debiased answer, other than that of the plain prompts. */
  static FactorLabel answer(String value, double probability, String raw) {
    return new FactorLabel(
        value,
        probability,
        Map.of(value, probability),
        new RawAnswer(raw, 0.6),
        true,
        12.5,
        null,
        null,
        0.25,
        null,
        "ideal-words",
        null);
  }

  static FactorLabel many(List<String> values) {
    return new FactorLabel(
        null,
        null,
        Map.of("sea", 0.9, "sky", 0.4),
        new RawAnswer(null, null, values, Map.of("sea", 0.7)),
        true,
        0,
        null,
        values,
        null,
        null,
        null,
        null);
  }

  static FactorLabel withheld(String why, String raw) {
    return new FactorLabel(null, null, Map.of(), new RawAnswer(raw, 0.6), true, 0, why);
  }

  static Hit hit(String query, double score) {
    return new Hit(
        query, 2, "i-1", "cam-3", TIME, score, null, false, "sha256:x", null, null, null, null);
  }

  /** A water bird by words, a land bird by the plain prompts; at sea; found by nets. */
  static Facts bird() {
    return new Facts(
        item("i-1"),
        List.of(
            label("birds", Map.of("bird", answer("waterbird", 0.83, "landbird"))),
            label("scenes", Map.of("background", many(List.of("sea"))))),
        List.of(hit("nets", 0.4)));
  }

  static CompiledPolicy policy(String yaml) {
    return PolicyFile.read("p.yaml", yaml.getBytes(UTF_8), Vocabulary.UNKNOWN);
  }

  /** A policy that acts where an expression holds. */
  static CompiledPolicy policy(String name, String when, String action) {
    return policy(
        """
        policy: %s
        when: |
          %s
        action: %s
        """
            .formatted(name, when, action));
  }

  static PolicySet set(CompiledPolicy... policies) {
    return new PolicySet(
        List.of(policies).stream().map(policy -> new InForce(policy, 1, TIME)).toList());
  }

  /** What an expression gives for an item, or the sentence that says why it gives nothing. */
  static Object value(String expression, Facts facts) {
    Problems problems = new Problems();
    Expression read = new ExpressionReader(Vocabulary.UNKNOWN, problems).any("", expression);
    problems.refuseIfAny(expression);
    try {
      return read.value(new Situation(facts));
    } catch (NoValue why) {
      return why.getMessage();
    }
  }
}
