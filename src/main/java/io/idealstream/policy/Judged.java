package io.idealstream.policy;

import java.time.Instant;

/**
 * A verdict as it is within the limit, and the limit where there is one.
 *
 * @param limit null for none
 */
record Judged(Verdict verdict, OpenLimit limit) {

  static Judged of(Verdict verdict) {
    return new Judged(verdict, null);
  }

  /** The verdict for an item of a time. */
  Verdict counted(Counts counts, Instant time) {
    return limit == null ? verdict : verdict.limited(limit, limit.counted(counts, time));
  }
}
