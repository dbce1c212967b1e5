package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code words}: ideal words outside the job. */
@Command(
    name = "words",
    description =
        "Fit ideal words in one batch, predict cells from them, measure images against them, learn them from feedback, or export those of the job.",
    subcommands = {
      WordsFit.class,
      WordsPredict.class,
      WordsDisentangle.class,
      WordsLearn.class,
      WordsExport.class
    })
final class WordsCommand extends Group {}
