package io.idealstream.estimate;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/** A prepared space as state holds it. */
public final class PreparedState {

  private static final int LAYOUT = 1;

  private PreparedState() {}

  public static byte[] toBytes(PreparedSpace space) {
    return new FlatWriter(LAYOUT)
        .text(space.space())
        .number(space.version())
        .bytes(space.definition())
        .text(space.model())
        .real(space.logitScale())
        .bytes(EstimateState.toBytes(space.prompts()))
        .reals(space.plain())
        .reals(space.gate())
        .toBytes();
  }

  public static PreparedSpace of(byte[] state) {
    FlatReader in = new FlatReader("prepared space", LAYOUT, state);
    String space = in.text();
    long version = in.number();
    byte[] definition = in.bytes();
    String model = in.text();
    double logitScale = in.real();
    byte[] prompts = in.bytes();
    return new PreparedSpace(
        space,
        version,
        definition,
        model,
        logitScale,
        EstimateState.of(prompts),
        in.reals(),
        in.reals());
  }
}
