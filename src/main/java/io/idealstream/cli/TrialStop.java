package io.idealstream.cli;

import io.idealstream.cli.trial.Trials;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code trial stop}. */
@Command(name = "stop", description = "End a trial; the live one stays as it is.")
final class TrialStop implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private Acknowledged acknowledged = new Acknowledged();

  @ArgGroup(multiplicity = "1")
  private TrialOf of;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Trials<?> trials = Trials.read(of.kind(), TrialSender.topics(kafka));
    return new TrialSender(kafka, acknowledged, of.kind(), spec.commandLine().getErr())
        .send(List.of(trials.stop(of.name())));
  }
}
