package io.idealstream.cli;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.config.Spelling;
import io.idealstream.wire.pinned.PinnedCollector;
import io.idealstream.wire.pinned.PinnedFile;
import io.idealstream.wire.pinned.PinnedSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code words export}: what topics {@code spaces} and {@code words} say now, as one file. */
@Command(
    name = "export",
    description = "Write spaces, their words and the model's fingerprint as they stand to a file.")
final class WordsExport implements Runnable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--space",
      paramLabel = "SPACE",
      description = "Only this space; may be repeated (default: every space that has words).")
  private List<String> chosen = List.of();

  @Parameters(paramLabel = "FILE", description = "Replaced, if it is there, once all is read.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    KafkaConnection connection = kafka.connection();
    PinnedCollector collector = new PinnedCollector();
    // words first: a definition that changes meanwhile is newer than its words, and noticed
    read(connection, Topic.WORDS, collector::takeWords);
    read(connection, Topic.SPACES, collector::takeSpace);
    Problems problems = new Problems();
    List<PinnedSpace> spaces = chosen(collector, problems);
    problems.refuseIfAny("words cannot be exported");
    try {
      PinnedFile.write(file, spaces);
    } catch (IOException failure) {
      throw new IllegalStateException(file + " cannot be written: " + failure, failure);
    }
    for (PinnedSpace space : spaces) {
      spec.commandLine()
          .getErr()
          .println(
              "%s: version %d of its words, %d of them, model %s"
                  .formatted(
                      space.head().space(),
                      space.head().version(),
                      space.words().size(),
                      space.head().model()));
    }
  }

  private List<PinnedSpace> chosen(PinnedCollector collector, Problems problems) {
    Set<String> found = new TreeSet<>();
    List<PinnedSpace> spaces =
        collector.spaces(
            name -> {
              found.add(name);
              return chosen.isEmpty() || chosen.contains(name);
            },
            problems);
    if (problems.none()) {
      for (String name : chosen) {
        if (spaces.stream().noneMatch(space -> space.head().space().equals(name))) {
          problems.note(
              name,
              "topic %s has no words of it%s"
                  .formatted(kafka.name(Topic.WORDS), Spelling.didYouMean(name, found)));
        }
      }
      if (chosen.isEmpty() && spaces.isEmpty()) {
        problems.note("", "topic %s has no words yet".formatted(kafka.name(Topic.WORDS)));
      }
    }
    return spaces;
  }

  private void read(KafkaConnection connection, Topic<?> topic, Consumer<TopicRecord> taker) {
    try (Tail tail =
        Tail.of(
            connection, List.of(kafka.name(topic)), Start.beginning(), Isolation.READ_COMMITTED)) {
      tail.toEnd(LIMIT, taker);
    }
  }
}
