package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code publish}: writes to the topics that the job reads. */
@Command(
    name = "publish",
    description = "Write to the topics that the job reads.",
    subcommands = {
      PublishImages.class,
      PublishCaptions.class,
      PublishQueries.class,
      PublishSpaces.class,
      PublishPolicies.class,
      PublishFeedback.class,
      PublishConcepts.class,
      PublishTexts.class,
      PublishVectors.class
    })
final class PublishCommand extends Group {}
