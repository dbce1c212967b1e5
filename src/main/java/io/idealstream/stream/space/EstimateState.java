package io.idealstream.stream.space;

import io.idealstream.stream.CellMeans;
import io.idealstream.stream.SourceEstimate;
import io.idealstream.stream.state.FlatReader;
import io.idealstream.stream.state.FlatWriter;
import java.time.Instant;

/**
 * An estimate as state holds it. Layout 1 had no scores and no share of a prior, layout 2 no cells,
 * layout 3 neither classes nor what labels in the place of words.
 */
final class EstimateState {

  private static final int OLDEST = 1;
  private static final int WITHOUT_CELLS = 2;
  private static final int WITHOUT_CLASSES = 3;
  private static final int LAYOUT = 4;

  private EstimateState() {}

  static byte[] toBytes(SourceEstimate estimate) {
    return new FlatWriter(LAYOUT)
        .text(EstimateKey.of(estimate).toText())
        .number(estimate.spaceVersion())
        .reals(estimate.rows())
        .truths(estimate.determined())
        .reals(estimate.support())
        .reals(estimate.standardError())
        .number(estimate.rank())
        .real(estimate.r2())
        .number(estimate.asOf().toEpochMilli())
        .bytes(ScoresState.toBytes(estimate.scores()))
        .reals(estimate.priorShare())
        .integers(estimate.cells() == null ? null : estimate.cells().values())
        .reals(estimate.cells() == null ? null : estimate.cells().rows())
        .bytes(ClassesState.toBytes(estimate.classes()))
        .bytes(CompletedState.toBytes(estimate.completed()))
        .toBytes();
  }

  static SourceEstimate of(byte[] state) {
    FlatReader in = new FlatReader("estimate", OLDEST, LAYOUT, state);
    EstimateKey key = EstimateKey.parse(in.text());
    SourceEstimate words =
        new SourceEstimate(
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
            Instant.ofEpochMilli(in.number()),
            in.layout() == OLDEST ? null : ScoresState.of(in.bytes()),
            in.layout() == OLDEST ? null : in.reals(),
            null,
            null,
            in.layout() <= WITHOUT_CELLS ? null : cells(in));
    return in.layout() <= WITHOUT_CLASSES
        ? words
        : words.withClasses(ClassesState.of(in.bytes())).labellingBy(CompletedState.of(in.bytes()));
  }

  private static CellMeans cells(FlatReader in) {
    int[] values = in.integers();
    double[] rows = in.reals();
    return values == null ? null : new CellMeans(values, rows);
  }
}
