package io.idealstream.stream.decide;

import io.idealstream.policy.Condition;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.wire.OrAbsent;

/**
 * What whoever decides has to hear of: a policy or a condition.
 *
 * @param policy null where it is a condition
 * @param condition null where it is a policy
 */
public record PolicyNews(@OrAbsent PolicyInForce policy, @OrAbsent Condition condition) {

  public static PolicyNews of(PolicyInForce policy) {
    return new PolicyNews(policy, null);
  }

  public static PolicyNews of(Condition condition) {
    return new PolicyNews(null, condition);
  }
}
