package io.idealstream.wire;

/**
 * How well the words of one source stand at one publication.
 *
 * @param words version of the words
 * @param r2 share of the cells' variance the words explain; null where there is none to explain
 * @param scores null where no cells are kept
 * @param orthogonality of the words; null where no two factors have some
 */
public record SourceScores(
    long words, @OrNull Double r2, @OrNull Scores scores, @OrAbsent Cosines orthogonality) {}
