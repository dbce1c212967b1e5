package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Topic;
import io.idealstream.wire.codec.Codecs;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.TopicWriter;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish spaces}: space files, checked before anything is sent; or a removal. */
@Command(name = "spaces", description = "Send space files, or remove spaces.")
final class PublishSpaces implements Runnable {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Such as conf/spaces/birds.yaml.")
  private List<Path> files = List.of();

  @Option(
      names = "--remove",
      paramLabel = "SPACE",
      description = "Remove a space; may be repeated.")
  private List<String> removed = List.of();

  @Option(names = "--check", description = "Only say whether the job would take them.")
  private boolean check;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    List<SpaceDefinition> spaces = files.stream().map(this::read).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (check) {
      files.forEach(file -> out.println(file + ": no problems"));
      return;
    }
    Removals.tellOfUnknown(kafka, Topic.SPACES, removed, spec.commandLine().getErr());
    String topic = kafka.name(Topic.SPACES);
    TopicWriter<SpaceDefinition> writer =
        new TopicWriter<>(Codecs.SPACES, SpaceDefinition::space, Encoding.JSON);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      spaces.forEach(space -> publisher.send(topic, writer.write(space)));
      removed.forEach(space -> publisher.send(topic, TopicWriter.removal(space)));
      publisher.flush();
    }
    out.println(
        removed.isEmpty()
            ? Count.of(spaces.size(), "space") + " sent"
            : "%s and %s sent"
                .formatted(Count.of(spaces.size(), "space"), Count.of(removed.size(), "removal")));
  }

  /** The space of a file, which the job would take. */
  private SpaceDefinition read(Path file) {
    SpaceDefinition space = SpaceFile.readForJob(file);
    kafka
        .prompts()
        .whyRefused(space)
        .ifPresent(
            why -> {
              throw new Misconfigured(file.toString(), List.of(why));
            });
    return space;
  }
}
