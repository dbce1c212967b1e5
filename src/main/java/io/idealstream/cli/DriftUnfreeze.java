package io.idealstream.cli;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drift unfreeze}. */
@Command(
    name = "unfreeze",
    description =
        "Go on from the words that were frozen, and drop what came meanwhile; `drift accept` keeps"
            + " it.")
final class DriftUnfreeze extends DriftAct {
  @Option(names = "--source", description = "Only words of this source (default: all).")
  private Source source;

  @Override
  Control act(ActOptions asked) {
    return asked.onWords(Act.UNFREEZE, source, null, null);
  }
}
