package io.idealstream.cli;

import io.idealstream.cli.trial.Compared;
import io.idealstream.cli.trial.QueryComparison;
import io.idealstream.cli.trial.QueryReport;
import io.idealstream.cli.trial.SpaceComparison;
import io.idealstream.cli.trial.SpaceReport;
import io.idealstream.cli.trial.TrialKind;
import io.idealstream.cli.trial.TrialTopics;
import io.idealstream.cli.trial.Trials;
import io.idealstream.wire.Query;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trial diff}: from what the topics hold, without the job. */
@Command(
    name = "diff",
    description = {
      "Say how labels or hits on trial differ from the live ones on the same items, and which groups"
          + " gain or lose by feedback.",
      "Exit code 0; with --max-changed 1 if more changes, or nothing was compared."
    })
final class TrialDiff implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @ArgGroup(multiplicity = "1")
  private TrialOf of;

  @Option(
      names = "--from",
      paramLabel = "T",
      description =
          "Labels or hits with a Kafka timestamp from T on, such as 2026-03-01T12:00:00Z or 8h"
              + " (default: since the trial is in force).")
  private String from;

  @Option(names = "--to", paramLabel = "T", description = "Those before T (default: now).")
  private String to;

  @Option(
      names = "--output-prefix",
      paramLabel = "P",
      description =
          "Read what a run over the past wrote: labels, hits and status under this prefix, from the"
              + " first on.")
  private String outputPrefix;

  @Option(
      names = "--max-changed",
      paramLabel = "SHARE",
      description = "Such as 5%%: exit code 1 where more of the labels, or of the hits, change.")
  private String maxChanged;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  /**
   * What is told.
   *
   * @param changed share of the labels or hits that change
   */
  private record Result(Map<String, Object> tree, List<String> lines, long items, double changed) {}

  @Override
  public Integer call() {
    double most = most();
    Instant begin = TimeText.ago(spec, "--from", from, outputPrefix == null ? null : Instant.EPOCH);
    Instant end = TimeText.ago(spec, "--to", to, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    TrialTopics topics =
        new TrialTopics(
            kafka.connection(),
            topic ->
                outputPrefix != null && topic.isOutput()
                    ? topic.under(outputPrefix)
                    : kafka.name(topic));
    Result result = of.isSpace() ? space(topics, begin, end) : query(topics, begin, end);
    print(result);
    if (result.items == 0) {
      spec.commandLine()
          .getErr()
          .println("idealstream: there is nothing yet that both say something of");
    }
    return maxChanged != null && (result.items == 0 || result.changed > most) ? 1 : 0;
  }

  private Result space(TrialTopics topics, Instant begin, Instant end) {
    Compared<SpaceDefinition> compared =
        Trials.read(TrialKind.SPACE, topics).compared(of.name(), begin, end);
    SpaceComparison comparison = new SpaceComparison(compared.live(), compared.trial());
    long refused = topics.feedback(comparison::feedback);
    if (refused > 0) {
      spec.commandLine()
          .getErr()
          .println("idealstream: " + Count.of(refused, "message") + " of feedback cannot be read");
    }
    topics.answers(Topic.LABELS, compared.from(), compared.to(), comparison::label);
    SpaceReport report = new SpaceReport(compared, comparison);
    return new Result(
        report.tree(), report.lines(), comparison.compared(), comparison.mostChanged());
  }

  private Result query(TrialTopics topics, Instant begin, Instant end) {
    Compared<Query> compared = Trials.read(TrialKind.QUERY, topics).compared(of.name(), begin, end);
    QueryComparison comparison = new QueryComparison(compared.live(), compared.trial());
    topics.answers(Topic.HITS, compared.from(), compared.to(), comparison::hit);
    QueryReport report = QueryReport.of(compared, comparison);
    return new Result(
        report.tree(),
        report.lines(),
        report.changes().all().items(),
        report.changes().all().changed());
  }

  private void print(Result result) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(result.tree));
    } else {
      result.lines.forEach(out::println);
    }
    out.flush();
  }

  private double most() {
    if (maxChanged == null) {
      return 1;
    }
    boolean percent = maxChanged.endsWith("%");
    String number = percent ? maxChanged.substring(0, maxChanged.length() - 1) : maxChanged;
    try {
      double share = Double.parseDouble(number.toLowerCase(Locale.ROOT)) / (percent ? 100 : 1);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException none) {
      // told below
    }
    throw wrong("--max-changed: expected a share such as 5% or 0.05, found " + maxChanged);
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
