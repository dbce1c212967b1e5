package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Topics;
import io.idealstream.fixtures.KafkaFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PublishFeedbackIT {

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  void feedbackArrivesUnderTheKeyOfItsItem() throws Exception {
    try (Topics topics = Topics.on(kafka.connection(), kafka.prefix())) {
      topics.createMissing(1);
    }
    Path file = folder.resolve("feedback.jsonl");
    Files.writeString(
        file,
        """
        {"id": "a", "feed": "door/1", "time": "2026-01-02T03:04:05Z", "values": {"bird": "owl"}}
        {"id": "b", "time": "2026-01-02T03:04:06Z", "values": {"bird": ["owl", "duck"]}}
        """);
    assertEquals(0, run("publish", "feedback", file.toString()).code());
    assertEquals(
        0,
        run("publish", "feedback", "--id", "c", "--value", "bird=owl", "--value", "place=town")
            .code());
    List<String> sent =
        run("tail", "feedback", "--from-beginning", "--max", "3").out().lines().toList();
    assertEquals(
        List.of(
            "{\"id\":\"a\",\"feed\":\"door/1\",\"time\":\"2026-01-02T03:04:05Z\",\"values\":{\"bird\":\"owl\"}}",
            "{\"id\":\"b\",\"feed\":\"default\",\"time\":\"2026-01-02T03:04:06Z\",\"values\":{\"bird\":[\"owl\",\"duck\"]}}"),
        sent.subList(0, 2));
    assertEquals(
        "{\"id\":\"c\",\"feed\":\"default\",\"values\":{\"bird\":\"owl\",\"place\":\"town\"}}",
        sent.get(2).replaceFirst("\"time\":\"[^\"]*\",", ""));
  }

  /** The job would tell it too, where whoever sends it may not look. */
  @Test
  void namesThatNoSpaceHasAreToldWithTheOnesThatWereMeant() throws Exception {
    try (Topics topics = Topics.on(kafka.connection(), kafka.prefix())) {
      topics.createMissing(1);
    }
    assertEquals("1 sent\n", feedback("bird=penguin"), "nobody knows a space");
    assertEquals(0, run("publish", "spaces", "conf/spaces/birds.yaml").code());
    assertEquals(
        "idealstream: 1 record with value of bird \"Waterbird\", an unknown name; did you mean"
            + " waterbird? (sent all the same)\n1 sent\n",
        feedback("bird=Waterbird"));
    assertEquals(
        "idealstream: 1 record with factor \"birb\", an unknown name; did you mean bird? (sent all"
            + " the same)\n1 sent\n",
        feedback("birb=waterbird"));
    assertEquals("1 sent\n", feedback("bird=waterbird"));
  }

  private String feedback(String value) {
    CommandRun run = run("publish", "feedback", "--id", "c", "--value", value);
    assertEquals(0, run.code(), run.err());
    return run.err();
  }

  @Test
  void whatIsTooLargeIsNamedAndTheRestIsSent() throws Exception {
    try (Topics topics = Topics.on(kafka.connection(), kafka.prefix())) {
      topics.createMissing(1);
    }
    Path file = folder.resolve("feedback.jsonl");
    String embedding = "0.25,".repeat(60_000) + "1";
    Files.writeString(
        file,
        """
        {"id": "a", "values": {"bird": "owl"}}
        {"id": "b", "values": {"bird": "owl"}, "embedding": [%s], "model": "sha256:m"}
        {"id": "c", "values": {"bird": "owl"}}
        """
            .formatted(embedding));
    CommandRun run =
        run("publish", "feedback", file.toString(), "--kafka-property", "max.request.size=100000");
    assertEquals(1, run.code());
    assertTrue(run.err().startsWith("1 record not sent:\n  " + file + ", line 2: 3"), run.err());
    assertTrue(run.err().endsWith("2 sent\n"), run.err());
    String caption = "a long way ".repeat(60);
    run = run("publish", "captions", "a duck", caption, "--kafka-property", "max.request.size=500");
    assertEquals(1, run.code());
    assertTrue(
        run.err()
            .startsWith("1 caption not sent:\n  a long way a long way a long way a long ...: "),
        run.err());
    assertTrue(run.err().endsWith("1 caption sent\n"), run.err());
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
