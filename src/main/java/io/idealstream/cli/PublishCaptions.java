package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.Caption;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish captions}: texts after {@code --}; each gets an id of its own. */
@Command(name = "captions", description = "Send captions.")
final class PublishCaptions implements Callable<Integer> {
  private static final int SHOWN = 40;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "TEXT", arity = "1..*", description = "Captions, after --.")
  private List<String> texts;

  @Option(names = "--feed", description = "Their feed (default ${DEFAULT-VALUE}).")
  private String feed = "default";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String topic = kafka.name(Topic.CAPTIONS);
    PassedOver unsent = new PassedOver("caption");
    long sent;
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      RecordSender sender = new RecordSender(publisher, topic, unsent);
      for (String text : texts) {
        String id = UUID.randomUUID().toString();
        sender.send(
            beginning(text),
            Topic.CAPTIONS.message(
                new Caption(id, feed, Instant.now(), text, null), Encoding.JSON));
      }
      publisher.flush();
      sent = sender.sent();
    }
    PrintWriter err = spec.commandLine().getErr();
    unsent.report(err, "not sent");
    err.println(Count.of(sent, "caption") + " sent");
    return unsent.isEmpty() ? 0 : 1;
  }

  private static String beginning(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
