package io.idealstream.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An example, and what came of it. A policy that is a shadow or has expired is asked as if it were
 * not.
 *
 * @param given name of the action, {@code none} where the policy did not act, or {@code failed}
 * @param verdict null where the policy passed the item over
 * @param parts of the expressions, with their values; none where the example passed
 */
public record ExampleRun(Example example, String given, Verdict verdict, List<Part> parts) {

  /** What an example says where it expects no action. */
  static final String NONE = "none";

  /** What an example says where it expects an expression without a value. */
  public static final String FAILED = "failed";

  /**
   * A part of an expression.
   *
   * @param depth 0 for the whole
   * @param value as people read it, or why there is none
   */
  public record Part(int depth, String text, String value) {}

  public boolean passed() {
    return given.equals(example.expected());
  }

  /** Runs all examples of a policy. */
  public static List<ExampleRun> all(CompiledPolicy policy) {
    return policy.policy().examples().stream().map(example -> of(policy, example)).toList();
  }

  private static ExampleRun of(CompiledPolicy policy, Example example) {
    Facts facts =
        example.counts().isEmpty()
            ? example.facts()
            : example.facts().withCounts(Map.of(policy.policy().name(), example.counts()));
    Situation situation = new Situation(facts);
    Optional<Verdict> verdict =
        policy
            .judge(situation)
            .map(
                judged ->
                    judged.counted(
                        (name, key, from, to) -> example.earlier(), example.facts().item().time()));
    String given = verdict.map(ExampleRun::given).orElse(NONE);
    List<Part> parts = new ArrayList<>();
    if (!given.equals(example.expected())) {
      Examined examined = Examined.of(policy, facts);
      parts.addAll(examined.when());
      parts.addAll(examined.unless());
    }
    return new ExampleRun(example, given, verdict.orElse(null), parts);
  }

  private static String given(Verdict verdict) {
    return switch (verdict.state()) {
      case FIRED -> verdict.action().name();
      case HELD_BACK -> NONE;
      case FAILED -> FAILED;
    };
  }
}
