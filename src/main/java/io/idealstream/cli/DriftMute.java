package io.idealstream.cli;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drift mute}. */
@Command(name = "mute", description = "Tell of no drift for a while, and go on watching.")
final class DriftMute extends DriftAct {
  @Mixin private SignalOptions signals = new SignalOptions();

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "When it ends, such as 2026-12-01T00:00:00Z, or after how long, such as 8h (default:"
              + " once it is unmuted).")
  private String until;

  @Override
  Control act(ActOptions asked) {
    return signals.act(Act.MUTE, asked, time("--until", until, TimeText::ahead));
  }
}
