package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code topics}: sets the topics up. */
@Command(
    name = "topics",
    description = "Create and describe the topics, and say who has to be allowed what.",
    subcommands = {TopicsCreate.class, TopicsDescribe.class, TopicsAcls.class})
final class TopicsCommand extends Group {}
