package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code policy}: from labels and hits to decisions. */
@Command(
    name = "policy",
    description = {
      "Check and test policies: from labels and hits to decisions.",
      "No job reads policies yet; these commands work on files alone."
    },
    subcommands = {PolicyCheck.class, PolicyTest.class, PolicyBacktest.class})
final class PolicyCommand extends Group {}
