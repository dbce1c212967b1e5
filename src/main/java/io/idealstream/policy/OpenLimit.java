package io.idealstream.policy;

import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Counted;
import java.time.Instant;

/**
 * The limit of a policy that fired, before anybody has counted.
 *
 * @param key to count under
 * @param atMost firings in that time, at least 1
 * @param withinMillis time before the item's own, in event time
 * @param then what is done beyond
 */
public record OpenLimit(String policy, String key, long atMost, long withinMillis, Action then) {

  /** What it is counted under. */
  public String name() {
    return name(policy, key);
  }

  public static String name(String policy, String key) {
    return policy + "\n" + key;
  }

  /** How the limit stands for an item of a time. */
  Counted counted(Counts counts, Instant time) {
    long earlier = counts.earlier(policy, key, time.minusMillis(withinMillis), time);
    return new Counted(key, earlier, earlier >= atMost);
  }

  /** What is done, where it would be the policy's own action within the limit. */
  Action action(Action own, Counted counted) {
    return counted.reached() ? then : own;
  }
}
