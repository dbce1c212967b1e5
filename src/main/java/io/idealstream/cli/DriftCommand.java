package io.idealstream.cli;

import picocli.CommandLine.Command;

/** {@code drift}: what is done about it, what would be found, and how well. */
@Command(
    name = "drift",
    description = "Act on drift, tell how soon a change would be found, or measure the detectors.",
    subcommands = {
      DriftList.class,
      DriftExplain.class,
      DriftPlot.class,
      DriftAccept.class,
      DriftMute.class,
      DriftUnmute.class,
      DriftFreeze.class,
      DriftUnfreeze.class,
      DriftPower.class,
      DriftBench.class
    })
final class DriftCommand extends Group {}
