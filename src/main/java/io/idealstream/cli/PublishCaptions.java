package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.Caption;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Topic;
import io.idealstream.wire.codec.Codecs;
import io.idealstream.wire.codec.TopicWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code publish captions}: texts after {@code --}; each gets an id of its own. */
@Command(name = "captions", description = "Send captions.")
final class PublishCaptions implements Runnable {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "TEXT", arity = "1..*", description = "Captions, after --.")
  private List<String> texts;

  @Option(names = "--feed", description = "Their feed (default ${DEFAULT-VALUE}).")
  private String feed = "default";

  @Override
  public void run() {
    String topic = kafka.name(Topic.CAPTIONS);
    TopicWriter<Caption> writer = new TopicWriter<>(Codecs.CAPTIONS, Keys::of, Encoding.JSON);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      for (String text : texts) {
        String id = UUID.randomUUID().toString();
        publisher.send(topic, writer.write(new Caption(id, feed, Instant.now(), text, null)));
      }
      publisher.flush();
    }
  }
}
