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
 * @param caption that came with the image
 * @param attributes that came with the image: name to text
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
    @OrAbsent Boolean shadow,
    @OrAbsent String caption,
    @OrAbsent Map<String, String> attributes) {

  /** A label of an item without a caption and attributes. */
  public Label(
      String id,
      String feed,
      Instant time,
      String space,
      long spaceVersion,
      String model,
      long words,
      Source source,
      Map<String, FactorLabel> factors,
      Boolean shadow) {
    this(id, feed, time, space, spaceVersion, model, words, source, factors, shadow, null, null);
  }

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
