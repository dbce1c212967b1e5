package io.idealstream.web.board;

import io.idealstream.wire.Keys;
import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.Sampled;
import io.idealstream.wire.decision.StatedReason;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A decision in the list of the latest.
 *
 * @param at counts decisions as they were read, from 1
 * @param bytes of its record
 */
record ShownDecision(long at, Decision decision, long bytes) {

  /** Of each kind in the list; the details have the rest. */
  static final int MOST_OF_EACH = 20;

  private static final int MOST_TEXT = 500;

  /** Key {@code feed/id} of the item. */
  String item() {
    return Keys.of(decision);
  }

  /** Without what it went by. */
  Map<String, Object> view(String picture) {
    List<StatedReason> reasons =
        decision.reasons().stream().filter(reason -> reason.text() != null).toList();
    return Fields.of(
        "at", at,
        "feed", decision.feed(),
        "id", decision.id(),
        "time", decision.time(),
        "picture", picture,
        "caption", decision.caption() == null ? null : Texts.cut(decision.caption(), MOST_TEXT),
        "number", decision.number(),
        "revises", decision.revises(),
        "shadow", decision.isShadow(),
        "automated", decision.automated(),
        "action", view(decision.action()),
        "policy", decision.policy(),
        "policies", first(decision.policies()).map(ShownDecision::view).toList(),
        "policiesLeftOut", leftOut(decision.policies()),
        "reasons", first(reasons).map(ShownDecision::view).toList(),
        "reasonsLeftOut", leftOut(reasons),
        "sampled", first(decision.sampled()).map(ShownDecision::view).toList(),
        "sampledLeftOut", leftOut(decision.sampled()));
  }

  private static <T> Stream<T> first(List<T> all) {
    return all.stream().limit(MOST_OF_EACH);
  }

  private static int leftOut(List<?> all) {
    return Math.max(0, all.size() - MOST_OF_EACH);
  }

  private static Map<String, Object> view(Action action) {
    return action == null ? null : Fields.of("name", action.name(), "queue", action.queue());
  }

  private static Map<String, Object> view(PolicyVerdict verdict) {
    return Fields.of(
        "policy", verdict.policy(),
        "version", verdict.version(),
        "state", verdict.state().code(),
        "shadow", verdict.shadow(),
        "action", view(verdict.action()),
        "limitReached", verdict.limit() != null && verdict.limit().reached(),
        "problems", verdict.problems().size());
  }

  private static Map<String, Object> view(StatedReason reason) {
    return Fields.of("policy", reason.policy(), "text", Texts.cut(reason.text(), MOST_TEXT));
  }

  private static Map<String, Object> view(Sampled sampled) {
    return Fields.of(
        "policy", sampled.policy(),
        "version", sampled.version(),
        "probability", sampled.probability(),
        "shadow", sampled.shadow());
  }
}
