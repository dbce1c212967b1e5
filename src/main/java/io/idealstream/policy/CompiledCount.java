package io.idealstream.policy;

import java.util.Optional;

/**
 * A count whose expressions are checked.
 *
 * @param of null for all items
 */
record CompiledCount(CountRule rule, Expression of, Expression per) {

  /** What is to be counted for an item; empty where nobody knows under what. */
  Optional<OpenCount> open(String policy, Situation situation) {
    try {
      String key = (String) per.value(situation);
      return Optional.of(
          new OpenCount(
              policy, rule.name(), key, rule.upTo(), rule.within().toMillis(), adds(situation)));
    } catch (NoValue unknown) {
      return Optional.empty();
    }
  }

  /** An item of which nobody knows whether it is one of those is none of them. */
  private boolean adds(Situation situation) {
    try {
      return of == null || of.holds(situation);
    } catch (NoValue unknown) {
      return false;
    }
  }
}
