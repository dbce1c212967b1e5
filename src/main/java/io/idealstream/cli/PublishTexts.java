package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.dataset.TextVectors;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish texts}: vectors of texts for a job without a model. */
@Command(name = "texts", description = "Send vectors of texts, for a job without a model.")
final class PublishTexts implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(
      paramLabel = "FILE",
      description =
          "JSON lines such as {\"text\":\"a duck\",\"vector\":[...]}, or a NumPy matrix, .npy.")
  private Path file;

  @Option(
      names = "--text-lines",
      paramLabel = "FILE",
      description =
          "The text of each row of a matrix, one a line. Without it: the file of the same name that"
              + " ends with .txt.")
  private Path lines;

  @Option(
      names = "--model",
      paramLabel = "ID",
      required = true,
      description = "Id of the model that made them; lines that name another are passed over.")
  private String model;

  @Mixin private SentVectors sending = new SentVectors();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AtomicLong ofOthers = new AtomicLong();
    Map<String, float[]> vectors =
        TextVectors.read(file, lines, model, sending::of, ofOthers::incrementAndGet);
    String topic = kafka.name(Topic.TEXTS);
    PassedOver unsent = new PassedOver("text");
    long sent;
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      RecordSender sender = new RecordSender(publisher, topic, unsent);
      vectors.forEach(
          (text, vector) ->
              sender.send(
                  text, Topic.TEXTS.message(new TextVector(text, vector, model), Encoding.JSON)));
      publisher.flush();
      sent = sender.sent();
    }
    PrintWriter err = spec.commandLine().getErr();
    unsent.report(err, "not sent");
    if (ofOthers.get() > 0) {
      err.println(Count.of(ofOthers.get(), "line") + " of other models passed over");
    }
    err.println(Count.of(sent, "text") + " sent");
    return unsent.isEmpty() ? 0 : 1;
  }
}
