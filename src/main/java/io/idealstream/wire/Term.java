package io.idealstream.wire;

/**
 * One part of a query: exactly one of text, word and concept.
 *
 * @param word {@code space/factor/value}; the value may hold further slashes
 * @param source which estimate of the word; null for the one the space labels with
 * @param scale null for 1
 * @param mean which vector of the concept; null for {@link ConceptMean#REMOVED}
 */
public record Term(
    @OrAbsent String text,
    @OrAbsent String word,
    @OrAbsent Source source,
    @OrAbsent String concept,
    @OrAbsent Double scale,
    @OrAbsent ConceptMean mean) {}
