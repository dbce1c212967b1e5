package io.idealstream.policy;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.decision.FeedDrift;
import io.idealstream.wire.decision.LabelQuality;

/** Drifts and quality as state holds them. */
final class ConditionBytes {

  private ConditionBytes() {}

  static void write(FlatWriter out, FeedDrift drift) {
    out.text(drift.space())
        .text(drift.factor())
        .text(drift.value())
        .text(drift.signal())
        .time(drift.since())
        .time(drift.detected())
        .time(drift.knownFrom());
  }

  static FeedDrift drift(FlatReader in) {
    return new FeedDrift(
        in.text(), in.text(), in.text(), in.text(), in.time(), in.time(), in.time());
  }

  static void write(FlatWriter out, LabelQuality quality) {
    out.text(quality.space())
        .number(quality.spaceVersion())
        .text(quality.factor())
        .time(quality.knownFrom())
        .real(quality.items());
    write(out, quality.raw());
    write(out, quality.debiased());
  }

  static LabelQuality quality(FlatReader in) {
    return new LabelQuality(
        in.text(), in.number(), in.text(), in.time(), in.real(), accuracy(in), accuracy(in));
  }

  private static void write(FlatWriter out, GroupAccuracy accuracy) {
    write(out, accuracy.worst());
    write(out, accuracy.average());
    write(out, accuracy.gap());
    out.text(accuracy.worstGroup());
  }

  private static void write(FlatWriter out, Double number) {
    out.reals(number == null ? null : new double[] {number});
  }

  private static GroupAccuracy accuracy(FlatReader in) {
    return new GroupAccuracy(number(in), number(in), number(in), in.text());
  }

  private static Double number(FlatReader in) {
    double[] one = in.reals();
    return one == null ? null : one[0];
  }
}
