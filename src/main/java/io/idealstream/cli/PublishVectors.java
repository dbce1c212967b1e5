package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.dataset.VectorRows;
import io.idealstream.wire.vectors.ItemFile;
import io.idealstream.wire.vectors.LineProblems;
import io.idealstream.wire.vectors.Scaling;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code publish vectors}: the rows of a matrix as images. */
@Command(name = "vectors", description = "Send the rows of a matrix as images.")
final class PublishVectors implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--npy",
      paramLabel = "FILE",
      required = true,
      description = "A NumPy matrix, .npy or .npz, of two, four or eight bytes a number.")
  private Path matrix;

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      required = true,
      description = "The id of each row, one a line.")
  private Path ids;

  @Option(names = "--feed", description = "Their feed (default ${DEFAULT-VALUE}).")
  private String feed = "default";

  @Option(
      names = "--model",
      paramLabel = "ID",
      required = true,
      description = "Id of the model that made them, as the job has it.")
  private String model;

  @Option(
      names = "--values",
      paramLabel = "CSV",
      description = "Values of the rows: a column for each factor; an empty cell names none.")
  private Path values;

  @Option(
      names = "--encoding",
      paramLabel = "avro|json",
      description = "How they are sent (default ${DEFAULT-VALUE}); avro is a third as long.")
  private Encoding encoding = Encoding.AVRO;

  @Mixin private SentVectors vectors = new SentVectors();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    VectorRows rows = VectorRows.read(ids, values);
    String topic = kafka.name(Topic.IMAGES);
    PassedOver unsent = new PassedOver("vector");
    LineProblems problems = new LineProblems();
    long sent;
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic));
        Bar bar = Bar.steps("sending vectors")) {
      RecordSender sender = new RecordSender(publisher, topic, unsent);
      ItemFile.readMatrix(
          matrix,
          rows.size(),
          Scaling.AS_GIVEN,
          (vector, number) -> sender.send(rows.id(number), message(rows, vector, number)),
          problems,
          bar::reached);
      publisher.flush();
      sent = sender.sent();
    }
    PrintWriter err = spec.commandLine().getErr();
    problems.sentences().forEach(sentence -> err.println("not sent: " + sentence));
    unsent.report(err, "not sent");
    err.println(Count.of(sent, "vector") + " sent");
    return unsent.isEmpty() && problems.sentences().isEmpty() ? 0 : 1;
  }

  private Outgoing message(VectorRows rows, double[] vector, long number) {
    return Topic.IMAGES.message(
        new ImageItem(
            rows.id(number),
            feed,
            null,
            null,
            vectors.of(vector),
            model,
            null,
            rows.values(number)),
        encoding);
  }
}
