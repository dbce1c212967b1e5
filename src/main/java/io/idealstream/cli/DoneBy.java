package io.idealstream.cli;

import picocli.CommandLine.Option;

/** Who asks a job to do something, and why. */
final class DoneBy {
  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who come after.")
  private String reason;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who does it (default: who is logged in).")
  private String by = System.getProperty("user.name");

  /** Null for none. */
  String reason() {
    return reason;
  }

  String by() {
    return by;
  }
}
