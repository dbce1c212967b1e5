package io.idealstream.cli;

import io.idealstream.cli.backtest.Backtest;
import io.idealstream.cli.backtest.BacktestReport;
import io.idealstream.client.Isolation;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code policy backtest}: from what the topics hold, without the job. */
@Command(
    name = "backtest",
    description = {
      "Say what policies would have decided about items of the past, by the labels and hits that the"
          + " topics hold, beside what was decided.",
      "Exit code 0; 1 where there is no item to decide about."
    })
final class PolicyBacktest implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** How far a record's timestamp in Kafka may be behind the time of its item. */
  private static final Duration AHEAD = Duration.ofMinutes(10);

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Mixin private PolicyFiles files = new PolicyFiles();

  @Option(
      names = "--from",
      paramLabel = "T",
      description =
          "Items of event time T and later, such as 2026-03-01T12:00:00Z or 8h (default: all that"
              + " the topics hold).")
  private String from;

  @Option(names = "--to", paramLabel = "T", description = "Items before T (default: now).")
  private String to;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Instant begin = TimeText.ago(spec, "--from", from, Instant.EPOCH);
    Instant end = TimeText.ago(spec, "--to", to, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    Backtest backtest = new Backtest(files.read().values(), begin, end);
    read(Topic.LABELS, begin, backtest::label);
    read(Topic.HITS, begin, backtest::hit);
    read(Topic.DECISIONS, begin, backtest::decision);
    // how things stand may have been said long before
    read(Topic.DRIFT, Instant.EPOCH, backtest::drift);
    read(Topic.QUALITY, Instant.EPOCH, backtest::quality);
    BacktestReport report = new BacktestReport(backtest, backtest.run());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(report.tree()));
    } else {
      report.lines().forEach(out::println);
    }
    out.flush();
    return backtest.items() == 0 ? 1 : 0;
  }

  /** Records are written once their items have come, which may be long after the items' times. */
  private <T> void read(Topic<T> topic, Instant begin, Consumer<T> taker) {
    Start start = begin.equals(Instant.EPOCH) ? Start.beginning() : Start.since(begin.minus(AHEAD));
    long[] unreadable = {0};
    try (Tail tail =
        Tail.of(kafka.connection(), List.of(kafka.name(topic)), start, Isolation.READ_COMMITTED)) {
      tail.toEnd(
          PATIENCE,
          message -> {
            if (message.value() != null) {
              topic.find(message).ifPresentOrElse(taker, () -> unreadable[0]++);
            }
          });
    }
    if (unreadable[0] > 0) {
      spec.commandLine()
          .getErr()
          .println(
              "idealstream: %s of topic %s cannot be read"
                  .formatted(Count.of(unreadable[0], "message"), topic));
    }
  }
}
