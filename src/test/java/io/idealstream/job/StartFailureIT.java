package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.codec.Yaml;
import io.idealstream.wire.config.Misconfigured;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StartFailureIT {

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  void aJobThatCannotGoOnFromAFolderSaysWhichAndWhy() throws Exception {
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "not started");
    topics.begin();
    Path empty = Files.createDirectory(folder.resolve("chk-7"));
    String yaml =
        topics.settings(1)
            + "  execution.state-recovery.path: \"%s\"\n".formatted(empty.toUri())
            + "state: {folder: \"%s\"}\n".formatted(folder.resolve("state"));
    LocalRun run =
        new LocalRun(
            SettingsReader.read("test", Yaml.read("test", yaml.getBytes(UTF_8))),
            RunOptions.DEFAULT,
            news -> {},
            shown -> {});
    String sentence = assertThrows(Misconfigured.class, run::run).getMessage();
    assertTrue(sentence.contains("cannot be read"), sentence);
    assertTrue(sentence.contains("_metadata") && sentence.contains("chk-7"), sentence);
  }
}
