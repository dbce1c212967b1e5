package io.idealstream.policy;

import java.time.Instant;

/**
 * A policy that is asked.
 *
 * @param since event time from which on it is in force; what expires some time after counts from it
 */
public record InForce(CompiledPolicy policy, Instant since) {

  String name() {
    return policy.policy().name();
  }

  boolean isExpired(Instant time) {
    Expiry expires = policy.policy().expires();
    return expires != null && expires.isPast(time, since);
  }
}
