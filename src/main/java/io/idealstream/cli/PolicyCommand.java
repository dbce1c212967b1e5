package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code policy}: from labels and hits to decisions. */
@Command(
    name = "policy",
    description = {
      "Check, test, backtest, list, remove and explain policies: from labels and hits to decisions.",
      "publish policies sends them."
    },
    subcommands = {
      PolicyCheck.class,
      PolicyTest.class,
      PolicyBacktest.class,
      PolicyList.class,
      PolicyRemove.class,
      PolicyExplain.class
    })
final class PolicyCommand extends Group {}
