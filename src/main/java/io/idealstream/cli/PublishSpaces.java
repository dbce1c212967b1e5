package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Topic;
import io.idealstream.wire.codec.Codecs;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.TopicWriter;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Override
  public void run() {
    List<SpaceDefinition> spaces = new ArrayList<>();
    files.forEach(file -> spaces.add(SpaceFile.readForJob(file)));
    String topic = kafka.name(Topic.SPACES);
    TopicWriter<SpaceDefinition> writer =
        new TopicWriter<>(Codecs.SPACES, SpaceDefinition::space, Encoding.JSON);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      spaces.forEach(space -> publisher.send(topic, writer.write(space)));
      removed.forEach(space -> publisher.send(topic, TopicWriter.removal(space)));
      publisher.flush();
    }
  }
}
