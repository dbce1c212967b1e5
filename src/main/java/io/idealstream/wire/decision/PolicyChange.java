package io.idealstream.wire.decision;

import io.idealstream.wire.OrAbsent;

/**
 * A message of the topic of policies.
 *
 * @param text null where the policy of this name is to be removed
 */
public record PolicyChange(String policy, @OrAbsent PolicyText text) {}
