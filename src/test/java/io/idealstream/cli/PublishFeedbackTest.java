package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before Kafka is asked for. */
class PublishFeedbackTest {

  @TempDir Path folder;

  @Test
  void anItemAndFilesTogetherOrNeitherIsWrongUsage() {
    assertEquals(2, CommandRun.of("publish", "feedback").code());
    assertEquals(2, CommandRun.of("publish", "feedback", "--id", "i").code());
    assertEquals(2, CommandRun.of("publish", "feedback", "--value", "bird=owl").code());
    CommandRun both =
        CommandRun.of("publish", "feedback", "--id", "i", "--value", "bird=owl", "a.jsonl");
    assertEquals(2, both.code());
    assertTrue(both.err().contains("expected --id and --value, or files"), both.err());
  }

  @Test
  void everyLineThatCannotBeUsedIsNamedAtOnce() throws IOException {
    Path file = folder.resolve("feedback.jsonl");
    Files.writeString(
        file,
        """
        {"id": "a", "values": {"bird": "owl"}}

        {"id": "b", "values": {}}
        {"id": "c", "values": {"bird": "owl"}
        {"id": "d", "values": {"bird": "owl"}, "embedding": [1]}
        """);
    CommandRun run =
        CommandRun.of("publish", "feedback", file.toString(), folder.resolve("no").toString());
    assertEquals(1, run.code());
    for (String part :
        new String[] {
          "none was sent",
          "line 3: b: field values",
          "line 4: ",
          "line 5: d: field model is missing",
          "no: there is no such file"
        }) {
      assertTrue(run.err().contains(part), run.err());
    }
    assertTrue(!run.err().contains(".jsonl, line 1:"), run.err());
  }
}
