package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.Topic;
import io.idealstream.wire.codec.Codecs;
import io.idealstream.wire.codec.TopicWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code publish queries}: one standing query, or its removal. */
@Command(name = "queries", description = "Send or remove a standing query.")
final class PublishQueries implements Runnable {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--id", required = true, description = "Replaces the query of this id.")
  private String id;

  @Option(names = "--text", description = "What to look for.")
  private String text;

  @Option(names = "--threshold", description = "Least cosine of a hit.")
  private Double threshold;

  @Option(names = "--feed", description = "Only this feed; may be repeated.")
  private List<String> feeds;

  @Option(names = "--remove", description = "Remove the query.")
  private boolean remove;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (!remove && (text == null || threshold == null)) {
      throw new ParameterException(
          spec.commandLine(), "expected --text and --threshold, or --remove");
    }
    if (remove) {
      Removals.tellOfUnknown(kafka, Topic.QUERIES, List.of(id), spec.commandLine().getErr());
    }
    String topic = kafka.name(Topic.QUERIES);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      publisher.send(topic, message());
      publisher.flush();
    }
  }

  private Outgoing message() {
    if (remove) {
      return TopicWriter.removal(id);
    }
    Query query =
        new Query(id, text, null, null, threshold, null, null, feeds, null, null, null, null, null);
    return new TopicWriter<Query>(Codecs.QUERIES, Keys::of, Encoding.JSON).write(query);
  }
}
