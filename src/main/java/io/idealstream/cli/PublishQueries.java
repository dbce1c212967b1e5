package io.idealstream.cli;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.codec.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code publish queries}: one standing query, or its removal. */
@Command(name = "queries", description = "Send or remove a standing query.")
final class PublishQueries implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private Acknowledged acknowledged = new Acknowledged();

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
  public Integer call() {
    if (!remove && (text == null || threshold == null)) {
      throw new ParameterException(
          spec.commandLine(), "expected --text and --threshold, or --remove");
    }
    QuerySender sender = new QuerySender(kafka, acknowledged, spec.commandLine().getErr());
    return remove ? sender.remove(List.of(id)) : sender.add(message());
  }

  private Outgoing message() {
    Query query =
        new Query(id, text, null, null, threshold, null, null, feeds, null, null, null, null, null);
    return Topic.QUERIES.message(query, Encoding.JSON);
  }
}
