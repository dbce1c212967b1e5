package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code texts}: what a job without a model has to be given. */
@Command(
    name = "texts",
    description = "Texts whose vectors a job without a model has to be given.",
    subcommands = {TextsMissing.class})
final class TextsCommand extends Group {}
