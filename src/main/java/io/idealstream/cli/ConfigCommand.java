package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code config}: the job's configuration. */
@Command(
    name = "config",
    description = "Check a configuration.",
    subcommands = {ConfigCheck.class})
final class ConfigCommand extends Group {}
