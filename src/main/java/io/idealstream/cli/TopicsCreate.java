package io.idealstream.cli;

import io.idealstream.client.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topics create}: makes the topics that do not exist. */
@Command(name = "create", description = "Create the topics that do not exist yet.")
final class TopicsCreate implements Runnable {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--partitions",
      description = "Of topics that carry the volume of the stream (default ${DEFAULT-VALUE}).")
  private int partitions = 4;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    kafka
        .topics()
        .forEach(
            (prefix, wanted) -> {
              try (Topics topics = Topics.on(kafka.connection(), prefix)) {
                topics
                    .createMissing(wanted, partitions)
                    .forEach(spec.commandLine().getOut()::println);
              }
            });
  }
}
