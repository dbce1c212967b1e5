package io.idealstream.stream.space;

import io.idealstream.stream.SourceEstimate;
import io.idealstream.stream.state.FlatReader;
import io.idealstream.stream.state.FlatWriter;
import io.idealstream.wire.Scores;
import io.idealstream.wire.SourceFit;
import java.time.Instant;
import java.util.Arrays;

/**
 * What the head of a space's words says of one source. Layout 1 had no scores.
 *
 * @param asOf event time up to which the source's estimate reaches
 */
record HeldFit(SourceFit fit, Instant asOf) {

  private static final int OLDEST = 1;
  private static final int LAYOUT = 2;

  static HeldFit of(SourceEstimate estimate) {
    return new HeldFit(
        new SourceFit(
            estimate.determined()[0] ? Arrays.copyOf(estimate.rows(), estimate.dimension()) : null,
            estimate.rank(),
            estimate.estimable(),
            Double.isNaN(estimate.r2()) ? null : estimate.r2(),
            estimate.scores()),
        estimate.asOf());
  }

  static HeldFit of(byte[] state) {
    FlatReader in = new FlatReader("fit of words", OLDEST, LAYOUT, state);
    double[] u0 = in.reals();
    int rank = (int) in.number();
    boolean estimable = in.truths()[0];
    double r2 = in.real();
    Instant asOf = Instant.ofEpochMilli(in.number());
    Scores scores = in.layout() == OLDEST ? null : ScoresState.of(in.bytes());
    return new HeldFit(
        new SourceFit(u0, rank, estimable, Double.isNaN(r2) ? null : r2, scores), asOf);
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT)
        .reals(fit.u0())
        .number(fit.rank())
        .truths(new boolean[] {fit.estimable()})
        .real(fit.r2() == null ? Double.NaN : fit.r2())
        .number(asOf.toEpochMilli())
        .bytes(ScoresState.toBytes(fit.scores()))
        .toBytes();
  }
}
