package io.idealstream.policy;

import java.time.Instant;

/**
 * A policy that is asked.
 *
 * @param version of the policy
 * @param since event time from which on it is in force; what expires some time after counts from it
 */
public record InForce(CompiledPolicy policy, long version, Instant since) {

  String name() {
    return policy.policy().name();
  }

  boolean isExpired(Instant time) {
    Instant end = end();
    return end != null && !time.isBefore(end);
  }

  /** Event time from which on it is asked no more; null for never. */
  Instant end() {
    return policy.end(since);
  }
}
