package io.idealstream.policy;

import io.idealstream.wire.decision.Action;
import java.time.Duration;

/**
 * How often a policy may act before it acts otherwise.
 *
 * @param per expression that gives a text: firings with the same one are counted together
 * @param atMost firings in that time, at least 1
 * @param within time before an item's own, in event time
 * @param then what is done from there on, in place of the policy's own action
 */
public record Limits(String per, long atMost, Duration within, Action then) {}
