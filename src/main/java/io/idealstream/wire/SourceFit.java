package io.idealstream.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How well one source determines the words.
 *
 * @param u0 [dimension], the centre; null where the data do not determine it, as where the values
 *     of a factor fall into several classes
 * @param rank of the design, the centre counted
 * @param estimable whether every word is determined
 * @param r2 share of the cells' variance the words explain; null where there is none to explain
 * @param scores null where no cells are kept, and in records of before there were any
 * @param combinations of classes that have a centre of their own; null where {@code u0} is the only
 *     one
 * @param centres of the first of these combinations, as many as a record may hold
 * @param orthogonality of its words; null where no two factors have some, and in records of before
 *     it was known
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record SourceFit(
    @OrNull double[] u0,
    int rank,
    boolean estimable,
    @OrNull Double r2,
    @OrAbsent Scores scores,
    @OrAbsent Integer combinations,
    @OrAbsent List<Centre> centres,
    @OrAbsent Cosines orthogonality) {

  /** A fit with one centre, or none, of whose words nothing more is known. */
  public SourceFit(double[] u0, int rank, boolean estimable, Double r2, Scores scores) {
    this(u0, rank, estimable, r2, scores, null, null, null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFit that
        && Arrays.equals(u0, that.u0)
        && rank == that.rank
        && estimable == that.estimable
        && Objects.equals(r2, that.r2)
        && Objects.equals(scores, that.scores)
        && Objects.equals(combinations, that.combinations)
        && Objects.equals(centres, that.centres)
        && Objects.equals(orthogonality, that.orthogonality);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rank, estimable, r2);
  }
}
