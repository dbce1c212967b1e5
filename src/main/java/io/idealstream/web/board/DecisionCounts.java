package io.idealstream.web.board;

import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.Sampled;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many decisions there were: by action, and what each policy said in them. */
final class DecisionCounts {

  /** Actions, and policies, that are told apart. */
  static final int MOST = 500;

  private static final Comparator<Action> BY_NAME =
      Comparator.comparing(Action::name)
          .thenComparing(Action::queue, Comparator.nullsFirst(Comparator.naturalOrder()));

  private enum Said {
    FIRED,
    SHADOW,
    HELD_BACK,
    FAILED,
    SAMPLED
  }

  private final Map<Action, Long> byAction = new TreeMap<>(BY_NAME);
  private final Map<String, long[]> byPolicy = new TreeMap<>();
  private long total;
  private long withoutAction;
  private long otherActions;
  private long revisions;
  private long shadows;
  private long leftOut;

  void note(Decision decision) {
    total++;
    revisions += decision.revises() == null ? 0 : 1;
    shadows += decision.isShadow() ? 1 : 0;
    Action action = decision.action();
    if (action == null) {
      withoutAction++;
    } else if (byAction.containsKey(action) || byAction.size() < MOST) {
      byAction.merge(action, 1L, Long::sum);
    } else {
      otherActions++;
    }
    for (PolicyVerdict verdict : decision.policies()) {
      note(verdict.policy(), said(verdict));
    }
    for (Sampled sampled : decision.sampled()) {
      note(sampled.policy(), Said.SAMPLED);
    }
  }

  private static Said said(PolicyVerdict verdict) {
    return switch (verdict.state()) {
      case FIRED -> verdict.shadow() ? Said.SHADOW : Said.FIRED;
      case HELD_BACK -> Said.HELD_BACK;
      case FAILED -> Said.FAILED;
    };
  }

  private void note(String policy, Said said) {
    if (!byPolicy.containsKey(policy) && byPolicy.size() >= MOST) {
      leftOut++;
      return;
    }
    byPolicy.computeIfAbsent(policy, unseen -> new long[Said.values().length])[said.ordinal()]++;
  }

  /** What policies said for which there was no room. */
  long leftOut() {
    return leftOut;
  }

  Map<String, Object> view() {
    return Fields.of(
        "total", total,
        "withoutAction", withoutAction,
        "revisions", revisions,
        "shadows", shadows,
        "actions", byAction.entrySet().stream().map(each -> view(each.getKey(), each)).toList(),
        "otherActions", otherActions,
        "policies", policies());
  }

  private static Map<String, Object> view(Action action, Map.Entry<Action, Long> each) {
    return Fields.of("name", action.name(), "queue", action.queue(), "decisions", each.getValue());
  }

  private List<Map<String, Object>> policies() {
    return byPolicy.entrySet().stream()
        .map(
            each -> {
              Map<String, Object> policy = Fields.of("policy", each.getKey());
              Arrays.stream(Said.values())
                  .forEach(said -> policy.put(name(said), each.getValue()[said.ordinal()]));
              return policy;
            })
        .toList();
  }

  private static String name(Said said) {
    return switch (said) {
      case FIRED -> "fired";
      case SHADOW -> "shadow";
      case HELD_BACK -> "heldBack";
      case FAILED -> "failed";
      case SAMPLED -> "sampled";
    };
  }
}
