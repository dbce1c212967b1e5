package io.idealstream.estimate;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/** An estimate as state holds it. */
public final class EstimateState {

  private static final int LAYOUT = 1;

  private EstimateState() {}

  /** Null for null. */
  public static byte[] toBytes(SourceEstimate estimate) {
    return estimate == null ? null : write(estimate).toBytes();
  }

  private static FlatWriter write(SourceEstimate estimate) {
    return new FlatWriter(LAYOUT)
        .text(EstimateKey.of(estimate).toText())
        .number(estimate.spaceVersion())
        .reals(estimate.rows())
        .truths(estimate.determined())
        .reals(estimate.support())
        .reals(estimate.standardError())
        .number(estimate.rank())
        .real(estimate.r2())
        .time(estimate.asOf())
        .bytes(ScoresState.toBytes(estimate.scores()))
        .reals(estimate.priorShare())
        .bytes(ClassesState.toBytes(estimate.classes()))
        .bytes(CompletedState.toBytes(estimate.completed()))
        .integers(estimate.cells() == null ? null : estimate.cells().values())
        .reals(estimate.cells() == null ? null : estimate.cells().rows())
        .bytes(InterventionState.toBytes(estimate.intervention()));
  }

  /** Null for null. */
  public static SourceEstimate of(byte[] state) {
    if (state == null) {
      return null;
    }
    FlatReader in = new FlatReader("estimate", LAYOUT, state);
    EstimateKey key = EstimateKey.parse(in.text());
    return new SourceEstimate(
        key.space(),
        key.feed(),
        key.source(),
        key.model(),
        in.number(),
        in.reals(),
        in.truths(),
        in.reals(),
        in.reals(),
        (int) in.number(),
        in.real(),
        in.time(),
        ScoresState.of(in.bytes()),
        in.reals(),
        ClassesState.of(in.bytes()),
        CompletedState.of(in.bytes()),
        cells(in),
        InterventionState.of(in.bytes()));
  }

  private static CellMeans cells(FlatReader in) {
    int[] values = in.integers();
    double[] rows = in.reals();
    return values == null ? null : new CellMeans(values, rows);
  }
}
