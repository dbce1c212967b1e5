package io.idealstream.cli;

import io.idealstream.cli.trial.TrialKind;
import io.idealstream.cli.trial.Trials;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.TrialName;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trial start}. */
@Command(
    name = "start",
    description = "Put a changed space or query on trial, and say in what it differs.",
    footer = {"", QueryOptions.TERMS_1, QueryOptions.TERMS_2, QueryOptions.TERMS_3})
final class TrialStart implements Callable<Integer> {

  /** What is to be tried. */
  private static final class Subject {
    @Option(
        names = "--space",
        paramLabel = "FILE",
        description = "A file of the space, under the name of the live one.")
    private Path space;

    @Option(
        names = "--query",
        paramLabel = "ID",
        description = "A live query: what the options below do not say stays as that has it.")
    private String query;
  }

  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private Acknowledged acknowledged = new Acknowledged();

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  @Mixin private QueryOptions options = new QueryOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (subject.space == null) {
      return startQuery(subject.query);
    }
    if (options.given()) {
      throw new ParameterException(
          spec.commandLine(), "options of queries have no effect with --space");
    }
    SpaceDefinition space = SpaceFile.readForJob(subject.space);
    kafka
        .prompts()
        .whyRefused(space)
        .ifPresent(
            why -> {
              throw new Misconfigured(subject.space.toString(), List.of(why));
            });
    Trials<SpaceDefinition> trials = Trials.read(TrialKind.SPACE, TrialSender.topics(kafka));
    return start(TrialKind.SPACE, space.space(), trials.begin(space));
  }

  private int startQuery(String id) {
    Trials<Query> trials = Trials.read(TrialKind.QUERY, TrialSender.topics(kafka));
    Query changed = options.query(trials.live(id).definition());
    options.message(changed); // refuses what the job would
    return start(TrialKind.QUERY, id, trials.begin(changed));
  }

  private int start(TrialKind<?> kind, String name, Trials.Begin begin) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%s differs from the live %s %s in"
            .formatted(TrialName.of(name), kind.status().code(), name));
    begin.differences().forEach(difference -> out.println("  " + difference));
    out.flush();
    List<Outgoing> messages = List.of(begin.message());
    return new TrialSender(kafka, acknowledged, kind, spec.commandLine().getErr()).send(messages);
  }
}
