package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code topics}: sets the topics up. */
@Command(
    name = "topics",
    description = "Create and describe the topics.",
    subcommands = {TopicsCreate.class, TopicsDescribe.class})
final class TopicsCommand extends Group {}
