package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code model}: everything about CLIP models. */
@Command(
    name = "model",
    description = "Show, check, try, fetch and quantise CLIP models.",
    subcommands = {
      ModelShow.class,
      ModelCheckCommand.class,
      ModelTokenize.class,
      ModelEmbed.class,
      ModelFetch.class,
      ModelQuantise.class
    })
final class ModelCommand extends Group {}
