package io.idealstream.policy;

import java.time.Instant;

/** Firings of policies with limits, as the caller remembers them. */
@FunctionalInterface
public interface Counts {

  /**
   * How often a policy fired under a key, for items of a time in (from, to], the item in question
   * not counted. Firings are counted whether or not they were beyond the limit, and so are those of
   * policies that are a shadow.
   *
   * @param key what the limit's {@code per} gave
   */
  long earlier(String policy, String key, Instant from, Instant to);
}
