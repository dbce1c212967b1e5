package io.idealstream.cli;

import io.idealstream.client.KafkaAccessException;
import io.idealstream.job.JobSettings;
import io.idealstream.job.Preflight;
import io.idealstream.job.monitor.ActiveDefinitions;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    Map<String, Object> status = new LinkedHashMap<>(ofJob());
    status.putAll(ofDefinitions(job.settings()));
    if (json) {
      spec.commandLine().getOut().println(Json.text(status));
    } else {
      Table table = new Table();
      status.forEach((name, value) -> table.row(words(name), text(name, value)));
      table.print(spec.commandLine().getOut());
    }
    return Boolean.TRUE.equals(status.get("healthy")) ? 0 : 1;
  }

  private Map<String, Object> ofJob() {
    return job.cluster()
        .map(cluster -> cluster.status())
        .orElseGet(() -> job.here().status().orElseThrow(job::noneHere));
  }

  /** Also of a job whose Kafka is away there is something to show. */
  private static Map<String, Object> ofDefinitions(JobSettings settings) {
    try {
      return ActiveDefinitions.read(
          settings.kafka().connection(),
          settings.kafka()::name,
          Preflight.existing(settings, Topic.SPACES),
          Preflight.existing(settings, Topic.QUERIES),
          Preflight.existing(settings, Topic.POLICIES));
    } catch (KafkaAccessException away) {
      return Map.of("kafka", away.getMessage());
    }
  }

  /** {@code wordsAgeSeconds} is {@code words age seconds}. */
  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
  }

  private static String text(String name, Object value) {
    return name.equals("spaces") && List.of().equals(value)
        ? "none in force: labels begin with one (publish spaces)"
        : text(value);
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> parts) {
      return parts.isEmpty()
          ? "none"
          : parts.entrySet().stream()
              .map(part -> words(part.getKey().toString()) + " " + text(part.getValue()))
              .collect(Collectors.joining(", "));
    }
    if (value instanceof Iterable<?> items) {
      StringBuilder all = new StringBuilder();
      items.forEach(item -> all.append(all.isEmpty() ? "" : ", ").append(text(item)));
      return all.isEmpty() ? "none" : all.toString();
    }
    if (value instanceof Double number) {
      return "%.1f".formatted(number);
    }
    return value == null ? "-" : value.toString();
  }
}
