package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Attributes;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish images}: files as they are; the id of a picture is its path. */
@Command(name = "images", description = "Send picture files, or every picture of a folder.")
final class PublishImages implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Pictures.")
  private List<Path> paths;

  @Option(names = "--feed", description = "Their feed (default ${DEFAULT-VALUE}).")
  private String feed = "default";

  @Option(
      names = "--attribute",
      paramLabel = "NAME=VALUE",
      description = "What else is known of all of them, for policies; may be repeated.")
  private Map<String, String> attributes = Map.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Optional<String> problem = Attributes.problem(attributes);
    if (problem.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--attribute: " + problem.get());
    }
    String topic = kafka.name(Topic.IMAGES);
    PassedOver noPictures = new PassedOver();
    PassedOver unsent = new PassedOver();
    long sent;
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      PictureSender sender = new PictureSender(publisher, topic, unsent);
      for (Path picture : PictureFiles.in(paths, noPictures)) {
        sender.send(picture, bytes -> message(picture, bytes));
      }
      publisher.flush();
      sent = sender.sent();
    }
    PrintWriter err = spec.commandLine().getErr();
    noPictures.report(err, "passed over");
    unsent.report(err, "not sent");
    err.println(Count.of(sent, "picture") + " sent");
    return unsent.isEmpty() ? 0 : 1;
  }

  private Outgoing message(Path picture, byte[] bytes) {
    ImageItem item =
        new ImageItem(picture.toString(), feed, Instant.now(), bytes, null, null, null, null);
    return Pictures.message(
        attributes.isEmpty() ? item : item.withAttributes(attributes), "image/*");
  }
}
