package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Topic;
import io.idealstream.wire.codec.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish images}: files as they are; the id of a picture is its path. */
@Command(name = "images", description = "Send picture files, or every picture of a folder.")
final class PublishImages implements Runnable {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Pictures.")
  private List<Path> paths;

  @Option(names = "--feed", description = "Their feed (default ${DEFAULT-VALUE}).")
  private String feed = "default";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    String topic = kafka.name(Topic.IMAGES);
    long sent = 0;
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      for (Path picture : PictureFiles.in(paths)) {
        publisher.send(topic, message(picture));
        sent++;
      }
      publisher.flush();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + e.getMessage(), e);
    }
    spec.commandLine().getErr().println(sent + " pictures sent");
  }

  private Outgoing message(Path picture) throws IOException {
    ImageItem item =
        new ImageItem(
            picture.toString(),
            feed,
            Instant.now(),
            Files.readAllBytes(picture),
            null,
            null,
            null,
            null);
    return Pictures.message(item, "image/*");
  }
}
