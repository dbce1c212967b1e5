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
    Map<String, FactorLabel> factors) {}
