package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code trial}: a change of a space or query, beside the live one before it counts. */
@Command(
    name = "trial",
    description = {
      "Try a change of a space or query beside the live one: see what it changes before it counts.",
      "The trial labels and matches the same items under the name of the live one with ~trial behind"
          + " it; its labels and hits are marked shadow: true."
    },
    subcommands = {
      TrialStart.class,
      TrialList.class,
      TrialDiff.class,
      TrialActivate.class,
      TrialStop.class
    })
final class TrialCommand extends Group {}
