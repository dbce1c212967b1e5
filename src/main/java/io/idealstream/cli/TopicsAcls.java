package io.idealstream.cli;

import io.idealstream.client.Right;
import io.idealstream.job.JobSettings;
import io.idealstream.job.Role;
import io.idealstream.job.SettingsReader;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topics acls}: the least that a user of Kafka has to be allowed. Asks nobody. */
@Command(
    name = "acls",
    description = "Print what Kafka has to allow, as commands of kafka-acls.sh; ask nobody.")
final class TopicsAcls implements Runnable {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The configuration that the job runs with.")
  private Path config;

  @Option(
      names = "--role",
      description = "Who it is for: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Role role = Role.JOB;

  @Option(
      names = "--principal",
      paramLabel = "TYPE:NAME",
      description = "As Kafka knows the user (default ${DEFAULT-VALUE}).")
  private String principal = "User:idealstream";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    JobSettings settings = SettingsReader.read(config);
    for (Right right : role.rights(settings)) {
      spec.commandLine()
          .getOut()
          .println(
              "kafka-acls.sh --bootstrap-server '%s' --add --allow-principal '%s' %s"
                  .formatted(settings.kafka().bootstrapServers(), principal, right.options()));
    }
  }
}
