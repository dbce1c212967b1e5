package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Publisher;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.pinned.PinnedFile;
import io.idealstream.wire.pinned.PinnedSpace;
import io.idealstream.wire.pinned.PinnedWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WordsExportIT {

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void createTopics() {
    kafka.createTopics(2);
    file = folder.resolve("pinned.json");
  }

  @Test
  void whatStandsInTheTopicsIsReadBackFromTheFile() {
    publish("birds", 1);
    publish("birds", 2);
    publish("trees", 1);
    CommandRun run = export();
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("birds: version 2 of its words, 2 of them, model sha:1"));
    List<PinnedSpace> spaces = PinnedFile.read(file);
    assertEquals(List.of("birds", "trees"), spaces.stream().map(s -> s.head().space()).toList());
    assertEquals(
        new PinnedSpace(
            PinnedWords.space("birds"),
            PinnedWords.head("birds", 1, 2),
            List.of(
                PinnedWords.word("birds", 1, "duck", 2), PinnedWords.word("birds", 1, "owl", 2))),
        spaces.get(0));
    assertEquals(0, export("--space", "trees").code());
    assertEquals(1, PinnedFile.read(file).size());
  }

  @Test
  void withoutWordsNothingIsWritten() {
    CommandRun nothing = export();
    assertEquals(1, nothing.code());
    assertEquals(
        "idealstream: words cannot be exported: topic "
            + kafka.name(Topic.WORDS)
            + " has no words yet\n",
        nothing.err());
    publish("birds", 1);
    CommandRun other = export("--space", "stars");
    assertEquals(1, other.code());
    assertTrue(other.err().contains("stars: topic"), other.err());
    CommandRun near = export("--space", "brids");
    assertTrue(near.err().endsWith("has no words of it; did you mean birds?\n"), near.err());
    assertFalse(Files.exists(file));
  }

  private void publish(String space, long version) {
    String words = kafka.name(Topic.WORDS);
    String spaces = kafka.name(Topic.SPACES);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(words, spaces))) {
      publisher.send(spaces, PinnedWords.message(PinnedWords.space(space)));
      for (String value : List.of("duck", "owl")) {
        publisher.send(words, PinnedWords.message(PinnedWords.word(space, 1, value, version)));
      }
      publisher.send(words, PinnedWords.message(PinnedWords.head(space, 1, version)));
      publisher.flush();
    }
  }

  private CommandRun export(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "words",
                "export",
                file.toString(),
                "--kafka",
                kafka.bootstrapServers(),
                "--prefix",
                kafka.prefix()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }
}
