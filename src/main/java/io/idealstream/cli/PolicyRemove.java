package io.idealstream.cli;

import io.idealstream.wire.StatusKind;
import io.idealstream.wire.codec.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy remove}. */
@Command(name = "remove", description = "Remove policies.")
final class PolicyRemove implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private Acknowledged acknowledged = new Acknowledged();

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "Policies to remove.")
  private List<String> names;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Removals.remove(
        kafka, acknowledged, Topic.POLICIES, StatusKind.POLICY, names, spec.commandLine().getErr());
  }
}
