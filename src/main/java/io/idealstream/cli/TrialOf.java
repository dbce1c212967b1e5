package io.idealstream.cli;

import io.idealstream.cli.trial.TrialKind;
import picocli.CommandLine.Option;

/** Of what a trial is. */
final class TrialOf {
  @Option(names = "--space", paramLabel = "SPACE", description = "The live space.")
  private String space;

  @Option(names = "--query", paramLabel = "ID", description = "The live query.")
  private String query;

  TrialKind<?> kind() {
    return space == null ? TrialKind.QUERY : TrialKind.SPACE;
  }

  boolean isSpace() {
    return space != null;
  }

  String name() {
    return space == null ? query : space;
  }
}
