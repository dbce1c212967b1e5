package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Topic;
import io.idealstream.wire.codec.Codecs;
import io.idealstream.wire.codec.TopicWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish concepts}: pictures that teach a concept, or its removal. */
@Command(name = "concepts", description = "Teach a concept by pictures, or remove it.")
final class PublishConcepts implements Runnable {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "CONCEPT", description = "Its name.")
  private String concept;

  @Option(
      names = "--example",
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Pictures of it, or folders of some.")
  private List<Path> examples = List.of();

  @Option(
      names = "--class",
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Pictures of its coarse class, or folders of some.")
  private List<Path> ofClass = List.of();

  @Option(names = "--remove", description = "Forget all that it was taught.")
  private boolean remove;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (remove != (examples.isEmpty() && ofClass.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "expected --example or --class, or else --remove");
    }
    String topic = kafka.name(Topic.CONCEPTS);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      if (remove) {
        publisher.send(topic, TopicWriter.removal(concept));
      }
      int own = send(publisher, topic, examples, ConceptRole.EXAMPLE);
      int coarse = send(publisher, topic, ofClass, ConceptRole.CLASS);
      publisher.flush();
      spec.commandLine()
          .getErr()
          .println(
              remove
                  ? concept + " removed"
                  : "%d examples and %d of the class sent".formatted(own, coarse));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + e.getMessage(), e);
    }
  }

  private int send(Publisher publisher, String topic, List<Path> paths, ConceptRole role)
      throws IOException {
    TopicWriter<ConceptExample> writer =
        new TopicWriter<>(Codecs.CONCEPTS, Keys::of, Encoding.JSON);
    List<Path> pictures = PictureFiles.in(paths);
    for (Path picture : pictures) {
      byte[] image = Files.readAllBytes(picture);
      publisher.send(topic, writer.write(new ConceptExample(concept, role, image, null, null)));
    }
    return pictures.size();
  }
}
