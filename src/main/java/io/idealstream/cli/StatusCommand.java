package io.idealstream.cli;

import io.idealstream.wire.codec.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: how a running job is. */
@Command(
    name = "status",
    description = "Show how a running job is. Exit code 0 if all is well, 1 if not, or none runs.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private JobOptions job = new JobOptions();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, Object> status =
        job.cluster()
            .map(cluster -> cluster.status())
            .orElseGet(() -> job.here().status().orElseThrow(job::noneHere));
    spec.commandLine().getOut().println(Json.text(status));
    return Boolean.TRUE.equals(status.get("healthy")) ? 0 : 1;
  }
}
