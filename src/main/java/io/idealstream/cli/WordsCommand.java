package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code words}: ideal words outside the job. */
@Command(
    name = "words",
    description =
        "Fit ideal words in one batch, measure images against them, learn them from feedback, or export those of the job.",
    subcommands = {WordsFit.class, WordsDisentangle.class, WordsLearn.class, WordsExport.class})
final class WordsCommand extends Group {}
