package io.idealstream.cli;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drift freeze}. */
@Command(
    name = "freeze",
    description = "Label on by the words as they were at a time; what comes is summed aside.")
final class DriftFreeze extends DriftAct {
  @Option(names = "--source", description = "Only words of this source (default: all).")
  private Source source;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "The time, such as 2026-12-01T00:00:00Z, or how long ago, such as 30m (default: now).")
  private String since;

  @Override
  Control act(ActOptions asked) {
    return asked.onWords(Act.FREEZE, source, null, time("--since", since, TimeText::ago));
  }
}
