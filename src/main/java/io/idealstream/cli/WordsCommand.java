package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code words}: ideal words outside the job, and those of the job. */
@Command(
    name = "words",
    description =
        "Fit ideal words in one batch, predict cells from them, measure images against them, learn them from feedback, export those of the job, list their versions or roll them back.",
    subcommands = {
      WordsFit.class,
      WordsPredict.class,
      WordsDisentangle.class,
      WordsLearn.class,
      WordsExport.class,
      WordsHistory.class,
      WordsRollback.class
    })
final class WordsCommand extends Group {}
