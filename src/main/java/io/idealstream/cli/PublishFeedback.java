package io.idealstream.cli;

import io.idealstream.cli.FeedbackLines.Line;
import io.idealstream.client.Publisher;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.codec.Topic;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish feedback}: about one item by options, or one JSON object a line from files. */
@Command(name = "feedback", description = "Say what is true of items.")
final class PublishFeedback implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "One JSON object a line, as topic feedback takes them; - for standard input.")
  private List<Path> files = List.of();

  @Option(names = "--id", description = "The item that the feedback is about.")
  private String id;

  @Option(names = "--feed", description = "Its feed (default ${DEFAULT-VALUE}).")
  private String feed = "default";

  @Option(
      names = "--value",
      paramLabel = "FACTOR=VALUE",
      description = "What is true of it, such as bird=waterbird; may be repeated.")
  private Map<String, String> values = new LinkedHashMap<>();

  @Option(names = "--source", description = "Who says so.")
  private String source;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    boolean one = id != null && !values.isEmpty();
    if (one != files.isEmpty() || (id == null) != values.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "expected --id and --value, or files; one of the two");
    }
    List<Line> feedback = one ? List.of(new Line(id, feedback())) : FeedbackLines.read(files);
    String topic = kafka.name(Topic.FEEDBACK);
    PassedOver unsent = new PassedOver("record");
    long sent;
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      RecordSender sender = new RecordSender(publisher, topic, unsent);
      feedback.forEach(
          line ->
              sender.send(line.place(), Topic.FEEDBACK.message(line.feedback(), Encoding.JSON)));
      publisher.flush();
      sent = sender.sent();
    }
    PrintWriter err = spec.commandLine().getErr();
    FeedbackNames names = FeedbackNames.read(kafka);
    feedback.forEach(line -> names.note(line.feedback()));
    names
        .problems()
        .forEach(problem -> err.println("idealstream: " + problem + " (sent all the same)"));
    unsent.report(err, "not sent");
    err.println(sent + " sent");
    return unsent.isEmpty() ? 0 : 1;
  }

  private Feedback feedback() {
    Map<String, List<String>> named = new LinkedHashMap<>();
    values.forEach((factor, value) -> named.put(factor, List.of(value)));
    return new Feedback(id, feed, Instant.now(), named, source, null, null);
  }
}
