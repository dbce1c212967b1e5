package io.idealstream.cli;

import io.idealstream.cli.audit.Audit;
import io.idealstream.cli.audit.AuditReport;
import io.idealstream.job.JobSettings;
import io.idealstream.job.SettingsReader;
import io.idealstream.job.control.ControlClient;
import io.idealstream.wire.codec.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit}: whether every item was answered, once. */
@Command(
    name = "audit",
    description = {
      "Hold what came in against what came out, beside a running job or without one. Changes"
          + " nothing. Exit code 0 if everything is there once, 1 if something is missing or, with"
          + " exactly-once labels, double."
    })
final class AuditCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The configuration that the job runs with.")
  private Path config;

  @Option(
      names = "--from",
      paramLabel = "T",
      description =
          "Only records with a Kafka timestamp from T on, such as 2026-03-01T12:00:00Z (default: the"
              + " first that Kafka has).")
  private Instant from = Instant.EPOCH;

  @Option(
      names = "--to",
      paramLabel = "T",
      description = "Only records with a Kafka timestamp before T (default: now).")
  private Instant to;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Instant end = to == null ? Instant.now() : to;
    if (!from.isBefore(end)) {
      throw new ParameterException(
          spec.commandLine(),
          "--from: expected a time before --to %s, found %s".formatted(end, from));
    }
    JobSettings settings = SettingsReader.read(config);
    AuditReport report = new Audit(settings, from, end).run();
    return tell(report, waiting(settings), settings, json, spec);
  }

  /** Says what was found; gives the exit code. */
  static int tell(
      AuditReport report, long waiting, JobSettings settings, boolean json, CommandSpec spec) {
    print(report, waiting, json, spec.commandLine().getOut());
    if (report.isNothingDue()) {
      spec.commandLine()
          .getErr()
          .println(
              "idealstream: kafka.group %s has committed no position in the range: nothing is due"
                  .formatted(settings.kafka().group()));
    }
    boolean whole = report.missingInAll() <= waiting;
    boolean once = report.twiceInAll() == 0 || !settings.writesLabelsOnce();
    return whole && once ? 0 : 1;
  }

  /** Items that a job of this machine holds until spaces are in force: read, and not answered. */
  private static long waiting(JobSettings settings) {
    return new ControlClient(settings.runtime().stateFolder())
        .status()
        .map(status -> status.get("itemsHeld"))
        .filter(Map.class::isInstance)
        .map(held -> ((Map<?, ?>) held).get("label"))
        .filter(Number.class::isInstance)
        .map(held -> ((Number) held).longValue())
        .orElse(0L);
  }

  private static void print(AuditReport report, long waiting, boolean json, PrintWriter out) {
    if (json) {
      Map<String, Object> tree = report.tree();
      tree.put("waiting", waiting);
      out.println(Json.text(tree));
      return;
    }
    Table table = new Table();
    report.lines().forEach(table::row);
    table.row("waiting", waiting).print(out);
    report.findings().forEach(out::println);
  }
}
