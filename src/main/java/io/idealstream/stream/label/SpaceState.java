package io.idealstream.stream.label;

import io.idealstream.estimate.EstimateState;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/** A space in force as state. */
final class SpaceState {

  private static final int LAYOUT = 1;

  private SpaceState() {}

  static byte[] toBytes(SpaceInForce space) {
    return new FlatWriter(LAYOUT)
        .text(space.space())
        .number(space.spaceVersion())
        .bytes(space.definition())
        .text(space.model())
        .real(space.logitScale())
        .number(space.words())
        .bytes(EstimateState.toBytes(space.labelling()))
        .reals(space.plain())
        .reals(space.gate())
        .number(space.prompted())
        .toBytes();
  }

  static SpaceInForce of(byte[] bytes) {
    FlatReader in = new FlatReader("space in force", LAYOUT, bytes);
    return new SpaceInForce(
        in.text(),
        in.number(),
        in.bytes(),
        in.text(),
        in.real(),
        in.number(),
        EstimateState.of(in.bytes()),
        in.reals(),
        in.reals(),
        in.number());
  }
}
