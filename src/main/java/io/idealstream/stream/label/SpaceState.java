package io.idealstream.stream.label;

import io.idealstream.stream.CellMeans;
import io.idealstream.stream.SourceEstimate;
import io.idealstream.stream.SpaceInForce;
import io.idealstream.stream.state.FlatReader;
import io.idealstream.stream.state.FlatWriter;
import io.idealstream.wire.Source;
import java.time.Instant;

/** A space in force as state. Layout 1 did not say how many cells were prompted. */
final class SpaceState {

  private static final int OLDEST = 1;
  private static final int LAYOUT = 2;

  /** Of the time before cells travelled with their words. */
  private static final int OLDEST_ESTIMATE = 1;

  /** Of the time before words were completed by those of prompts. */
  private static final int WITHOUT_SHARES = 2;

  private static final int ESTIMATE_LAYOUT = 3;

  private SpaceState() {}

  static byte[] toBytes(SpaceInForce space) {
    return new FlatWriter(LAYOUT)
        .text(space.space())
        .number(space.spaceVersion())
        .bytes(space.definition())
        .text(space.model())
        .real(space.logitScale())
        .number(space.words())
        .bytes(space.labelling() == null ? null : toBytes(space.labelling()))
        .reals(space.plain())
        .reals(space.gate())
        .number(space.prompted())
        .toBytes();
  }

  private static byte[] toBytes(SourceEstimate estimate) {
    return new FlatWriter(ESTIMATE_LAYOUT)
        .text(estimate.space())
        .text(estimate.feed())
        .text(estimate.source().name())
        .text(estimate.model())
        .number(estimate.spaceVersion())
        .reals(estimate.rows())
        .truths(estimate.determined())
        .reals(estimate.support())
        .reals(estimate.standardError())
        .number(estimate.rank())
        .real(estimate.r2())
        .time(estimate.asOf())
        .integers(estimate.cells() == null ? null : estimate.cells().values())
        .reals(estimate.cells() == null ? null : estimate.cells().rows())
        .reals(estimate.priorShare())
        .toBytes();
  }

  static SpaceInForce of(byte[] bytes) {
    FlatReader in = new FlatReader("space in force", OLDEST, LAYOUT, bytes);
    return new SpaceInForce(
        in.text(),
        in.number(),
        in.bytes(),
        in.text(),
        in.real(),
        in.number(),
        estimate(in.bytes()),
        in.reals(),
        in.reals(),
        in.layout() == OLDEST ? 0 : in.number());
  }

  private static SourceEstimate estimate(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    FlatReader in =
        new FlatReader("words of a space in force", OLDEST_ESTIMATE, ESTIMATE_LAYOUT, bytes);
    String space = in.text();
    String feed = in.text();
    Source source = Source.valueOf(in.text());
    String model = in.text();
    long spaceVersion = in.number();
    double[] rows = in.reals();
    boolean[] determined = in.truths();
    double[] support = in.reals();
    double[] standardError = in.reals();
    int rank = (int) in.number();
    double r2 = in.real();
    Instant asOf = in.time();
    CellMeans cells = in.layout() == OLDEST_ESTIMATE ? null : cells(in);
    double[] priorShare = in.layout() <= WITHOUT_SHARES ? null : in.reals();
    return new SourceEstimate(
        space,
        feed,
        source,
        model,
        spaceVersion,
        rows,
        determined,
        support,
        standardError,
        rank,
        r2,
        asOf,
        null,
        priorShare,
        null,
        null,
        cells);
  }

  private static CellMeans cells(FlatReader in) {
    int[] values = in.integers();
    double[] rows = in.reals();
    return values == null ? null : new CellMeans(values, rows);
  }
}
