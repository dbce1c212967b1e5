package io.idealstream.cli;

import io.idealstream.cli.trial.Trials;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trial activate}. */
@Command(
    name = "activate",
    description = {
      "Publish the definition on trial as the next version of the live one, and end the trial.",
      "What the live one has learned from items is kept as far as it still fits."
    })
final class TrialActivate implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private Acknowledged acknowledged = new Acknowledged();

  @ArgGroup(multiplicity = "1")
  private TrialOf of;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who does it, for header activated-by (default: who is logged in).")
  private String by = System.getProperty("user.name");

  @Option(
      names = "--anyway",
      description = "Also where the live one has changed since the trial began.")
  private boolean anyway;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Trials<?> trials = Trials.read(of.kind(), TrialSender.topics(kafka));
    return new TrialSender(kafka, acknowledged, of.kind(), spec.commandLine().getErr())
        .send(trials.activate(of.name(), by, anyway));
  }
}
