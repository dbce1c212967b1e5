package io.idealstream.wire;

import java.time.Instant;
import java.util.Map;

/**
 * What the job says about one item in one space.
 *
 * @param model fingerprint of the model
 * @param words version of the words used; 0 before the first estimate
 * @param source the words' source
 * @param factors one answer per label factor
 * @param shadow true where the space is on trial; null for false
 */
public record Label(
    String id,
    String feed,
    Instant time,
    String space,
    long spaceVersion,
    String model,
    long words,
    Source source,
    Map<String, FactorLabel> factors,
    @OrAbsent Boolean shadow) {

  /** A label that is not on trial. */
  public Label(
      String id,
      String feed,
      Instant time,
      String space,
      long spaceVersion,
      String model,
      long words,
      Source source,
      Map<String, FactorLabel> factors) {
    this(id, feed, time, space, spaceVersion, model, words, source, factors, null);
  }

  /** Whether the label is on trial, and counts for nothing. */
  public boolean isShadow() {
    return Boolean.TRUE.equals(shadow);
  }
}
