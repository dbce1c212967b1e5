package io.idealstream.cli;

import io.idealstream.cli.drift.DriftBook;
import io.idealstream.cli.drift.DriftTopics;
import io.idealstream.cli.drift.PlotScores;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Word;
import io.idealstream.wire.config.Count;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code drift plot}: the shares of a factor's values, and the score, over time. */
@Command(
    name = "plot",
    description = {
      "Draw the shares of a factor's values and the score of drift over time, as PNG.",
      "Read from topics drift-scores and drift. An alarm is where the score reaches 1."
    })
final class DriftPlot implements Runnable {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--space", required = true, description = "The space.")
  private String space;

  @Option(
      names = "--feed",
      description = "The feed (default: all feeds together, or the only one).")
  private String feed;

  @Option(names = "--factor", description = "The factor (default: each, one below the other).")
  private String factor;

  @Option(names = "--from", paramLabel = "TIME", description = "Such as 2026-01-31T12:00:00Z.")
  private Instant from = Instant.MIN;

  @Option(names = "--to", paramLabel = "TIME", description = "Alike.")
  private Instant to = Instant.MAX;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to (default ${DEFAULT-VALUE}).")
  private Path file = Path.of("drift.png");

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    DriftTopics topics = new DriftTopics(kafka.connection(), kafka::name);
    PlotScores plot = new PlotScores(space, feed, from, to);
    topics.scores(plot::note);
    String drawn = plot.drawn();
    List<DriftScore> scores = plot.scores();
    if (scores.isEmpty()) {
      throw new IllegalStateException(
          StatusNames.read(kafka)
              .unknownSpace(space)
              .orElse(
                  "nothing of space %s, %s, between these times; feeds of the space: %s"
                      .formatted(
                          space,
                          Word.calledFeed(drawn),
                          plot.feeds().isEmpty() ? "none" : String.join(", ", plot.feeds()))));
    }
    if (plot.leftOut() > 0) {
      spec.commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "idealstream: the newest %,d intervals are drawn, %s left out; --to draws others%n",
              scores.size(),
              Count.of(plot.leftOut(), "earlier one is", "earlier ones are"));
    }
    List<String> factors =
        factor == null
            ? List.copyOf(new TreeSet<>(scores.get(0).shares().keySet()))
            : List.of(factor);
    if (!scores.get(scores.size() - 1).shares().keySet().containsAll(factors)) {
      throw new ParameterException(
          spec.commandLine(),
          "--factor: expected one of %s, found %s"
              .formatted(scores.get(0).shares().keySet(), factor));
    }
    List<Drift> drifts =
        topics.book(space, drawn).episodes().stream().map(DriftBook::last).toList();
    new DriftPicture(scores, drifts).write(factors, file);
    spec.commandLine().getOut().println(file);
    spec.commandLine().getOut().flush();
  }
}
