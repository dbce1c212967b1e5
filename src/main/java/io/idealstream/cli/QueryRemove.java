package io.idealstream.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code query remove}. */
@Command(name = "remove", description = "Remove standing queries.")
final class QueryRemove implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private Acknowledged acknowledged = new Acknowledged();

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Queries to remove.")
  private List<String> ids;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return new QuerySender(kafka, acknowledged, spec.commandLine().getErr()).remove(ids);
  }
}
