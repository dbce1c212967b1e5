package io.idealstream.wire;

/**
 * A message of topic {@code concepts}.
 *
 * @param example null where the concept is to be removed with all that it was taught
 */
public record ConceptChange(String concept, @OrAbsent ConceptExample example) {}
