package io.idealstream.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code query add}: checked before it is sent. */
@Command(
    name = "add",
    description = "Send a standing query; it replaces the one of the same id.",
    footer = {"", QueryOptions.TERMS_1, QueryOptions.TERMS_2, QueryOptions.TERMS_3})
final class QueryAdd implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private Acknowledged acknowledged = new Acknowledged();

  @Parameters(paramLabel = "ID", description = "Names the query on topics hits and status.")
  private String id;

  @Mixin private QueryOptions options = new QueryOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return new QuerySender(kafka, acknowledged, spec.commandLine().getErr())
        .add(options.message(options.query(id)));
  }
}
