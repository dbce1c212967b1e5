package io.idealstream.cli;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code drift accept}. */
@Command(
    name = "accept",
    description =
        "Say that the new is normal. What came while words were frozen counts from then on.")
final class DriftAccept extends DriftAct {
  @Mixin private SignalOptions signals = new SignalOptions();

  @Override
  Control act(ActOptions asked) {
    return signals.act(Act.ACCEPT, asked, null);
  }
}
