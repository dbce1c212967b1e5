package io.idealstream.cli;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import java.time.Instant;
import picocli.CommandLine.Option;

/** Which drift an act is on. */
final class SignalOptions {
  @Option(
      names = "--signal",
      description = "Only drift of this signal, such as share or accuracy (default: all).")
  private String signal;

  @Option(names = "--factor", description = "Only drift named by a value of this factor.")
  private String factor;

  @Option(names = "--value", description = "The value; with --factor.")
  private String value;

  Control act(Act act, ActOptions asked, Instant until) {
    return asked.onDrift(act, signal, factor, value, until);
  }
}
