package io.idealstream.cli;

import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.job.Setting;
import io.idealstream.job.SettingsReader;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which Kafka, and the prefix of its topics. */
final class KafkaOptions {
  private static final String LOCAL = "localhost:9092";

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Where Kafka is (default ${DEFAULT-VALUE}).")
  private String servers = LOCAL;

  @Option(names = "--prefix", description = "Prefix of the topics (default ${DEFAULT-VALUE}).")
  private String prefix = Topic.DEFAULT_PREFIX;

  @Option(
      names = "--kafka-property",
      paramLabel = "NAME=VALUE",
      converter = KafkaProperty.Reader.class,
      description =
          "Passed to every Kafka client; may be repeated. $${ENV:NAME} and $${FILE:PATH} in it"
              + " keep a password off the command line.")
  private List<KafkaProperty> properties = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Take Kafka's address, properties and prefix from a job's configuration.")
  private Path config;

  KafkaConnection connection() {
    return config == null
        ? KafkaConnection.to(servers).with(KafkaProperty.map(properties))
        : SettingsReader.read(config).kafka().connection();
  }

  String name(Topic<?> topic) {
    return config == null ? topic.under(prefix) : SettingsReader.read(config).kafka().name(topic);
  }

  /** Sends messages to a topic; returns once Kafka has them. */
  void send(Topic<?> topic, List<Outgoing> messages) {
    String name = name(topic);
    try (Publisher publisher = Publisher.to(connection(), List.of(name))) {
      messages.forEach(message -> publisher.send(name, message));
      publisher.flush();
    }
  }

  /** What a job prompts of a space at most: as configured, or else by default. */
  PromptBounds prompts() {
    return config == null
        ? new PromptBounds(
            Integer.parseInt(Setting.SPACES_MAX_PROMPTED.standIn()),
            Integer.parseInt(Setting.SPACES_MAX_CELLS.standIn()))
        : SettingsReader.read(config).spaces().prompts();
  }

  /** The topics by the prefix of their names: two where a job writes elsewhere than it reads. */
  Map<String, Set<Topic<?>>> topics() {
    Map<String, Set<Topic<?>>> topics = new TreeMap<>();
    for (Topic<?> topic : Topic.all()) {
      String name = name(topic);
      topics
          .computeIfAbsent(
              name.substring(0, name.length() - topic.code().length()),
              unseen -> new LinkedHashSet<>())
          .add(topic);
    }
    return topics;
  }

  String prefix() {
    return config == null ? prefix : SettingsReader.read(config).kafka().prefix();
  }

  /**
   * What a command that is proposed needs behind it to reach the same topics; begins with a space
   * unless it is empty. Properties are left out, as they may hold a password.
   */
  String again() {
    if (config != null) {
      return " --config " + config;
    }
    return (servers.equals(LOCAL) ? "" : " --kafka " + servers)
        + (prefix.equals(Topic.DEFAULT_PREFIX) ? "" : " --prefix " + prefix);
  }
}
