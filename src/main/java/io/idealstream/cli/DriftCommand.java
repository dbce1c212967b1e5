package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code drift}: what would be found, and how well. */
@Command(
    name = "drift",
    description = "Tell how soon a change would be found, or measure the detectors.",
    subcommands = {DriftPower.class, DriftBench.class})
final class DriftCommand extends Group {}
