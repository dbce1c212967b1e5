package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.cli.Acknowledged.Change;
import io.idealstream.client.Tail;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish spaces}: space files, checked before anything is sent; or a removal. */
@Command(name = "spaces", description = "Send space files, or remove spaces.")
final class PublishSpaces implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private Acknowledged acknowledged = new Acknowledged();

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Such as conf/spaces/birds.yaml.")
  private List<Path> files = List.of();

  @Option(
      names = "--remove",
      paramLabel = "SPACE",
      description = "Remove a space; may be repeated.")
  private List<String> removed = List.of();

  @Option(names = "--check", description = "Only say whether the job would take them.")
  private boolean check;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<SpaceDefinition> spaces = files.stream().map(this::read).toList();
    if (check) {
      files.forEach(file -> spec.commandLine().getOut().println(file + ": no problems"));
      return 0;
    }
    PrintWriter err = spec.commandLine().getErr();
    List<String> known = Removals.tellOfUnknown(kafka, Topic.SPACES, removed, err);
    List<Outgoing> messages = new ArrayList<>();
    spaces.forEach(space -> messages.add(Topic.SPACES.message(space, Encoding.JSON)));
    removed.forEach(space -> messages.add(Outgoing.removal(space)));
    if (!acknowledged.asked()) {
      send(messages);
      return 0;
    }
    List<Change> changes = changes(messages.subList(0, spaces.size()), err);
    known.forEach(name -> changes.add(new Change(name, StatusState.DISABLED, Acknowledged.ANY)));
    try (Tail tail = new QueryTopics(kafka).statuses()) {
      send(messages);
      return acknowledged.await(tail, StatusKind.SPACE, changes, err);
    }
  }

  /** What is to be waited for: all but what is in force already. */
  private List<Change> changes(List<Outgoing> definitions, PrintWriter err) {
    DefinitionsInForce inForce = DefinitionsInForce.spaces(kafka);
    List<Change> changes = new ArrayList<>();
    for (Outgoing definition : definitions) {
      String name = new String(definition.key(), UTF_8);
      inForce
          .unchanged(definition)
          .ifPresentOrElse(
              status -> err.println(Acknowledged.unchanged(status)),
              () ->
                  changes.add(
                      new Change(name, StatusState.ACTIVE, inForce.versionBefore(definition))));
    }
    return changes;
  }

  private void send(List<Outgoing> messages) {
    kafka.send(Topic.SPACES, messages);
    String spaces = Count.of(files.size(), "space");
    spec.commandLine()
        .getOut()
        .println(
            removed.isEmpty()
                ? spaces + " sent"
                : "%s and %s sent".formatted(spaces, Count.of(removed.size(), "removal")));
  }

  /** The space of a file, which the job would take. */
  private SpaceDefinition read(Path file) {
    SpaceDefinition space = SpaceFile.readForJob(file);
    kafka
        .prompts()
        .whyRefused(space)
        .ifPresent(
            why -> {
              throw new Misconfigured(file.toString(), List.of(why));
            });
    return space;
  }
}
