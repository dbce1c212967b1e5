package io.idealstream.cli;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code drift unmute}. */
@Command(name = "unmute", description = "Tell of drift again.")
final class DriftUnmute extends DriftAct {
  @Mixin private SignalOptions signals = new SignalOptions();

  @Override
  Control act(ActOptions asked) {
    return signals.act(Act.UNMUTE, asked, null);
  }
}
