package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.cli.CommandRun;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Polling;
import io.idealstream.fixtures.RunProcess;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two runs of one configuration, on two machines as far as folders can tell. Those that are killed,
 * taken over from or asked for their exit code have processes of their own.
 */
@Tag("long")
class OneLifeIT {
  private static final MixedFeed FEED = new MixedFeed(200);

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  private RunTopics topics;

  @Test
  void ofTwoThatStartAtOnceOneGoesOnAndTheOtherNamesIt() throws Exception {
    begin();
    topics.send(Topic.IMAGES, part(0, 100));
    try (RunProcess one = run("one", "one");
        RunProcess two = run("two", "two")) {
      while (one.isAlive() && two.isAlive()) {
        Polling.pause(100);
      }
      RunProcess left = one.isAlive() ? two : one;
      RunProcess living = one.isAlive() ? one : two;
      assertEquals(1, left.awaitEnd(), left::output);
      assertTrue(left.output().contains("another run on "), left::output);
      // at the very start the other may not have said yet since when; LeaseIT knows the rest
      assertTrue(left.output().contains("--take-over"), left::output);
      living.awaitRunning();
      topics.send(Topic.IMAGES, part(100, 200));
      Said.of(topics, FEED); // refuses what came twice
      assertEquals(0, living.terminate(), living::output);
    }
    // who stopped in good order keeps nobody waiting
    try (LiveRun next = LiveRun.start(settings("two", "state"), LiveRun.options(true, false))) {
      next.awaitRunning();
      assertTrue(!next.output().contains("another run on "), next::output);
    }
  }

  @Test
  void takingOverEndsTheOtherAndGoesOnFromItsState() throws Exception {
    begin();
    try (RunProcess first = run("one", "first")) {
      first.awaitRunning();
      topics.send(Topic.IMAGES, part(0, 100));
      topics.await(Topic.LABELS, 50);
      try (LiveRun stranger =
          LiveRun.start(settings("other", "elsewhere"), LiveRun.options(false, true))) {
        String end = stranger.awaitEnd();
        assertTrue(end.contains("is not in file:"), end);
        assertTrue(first.isAlive());
      }
      try (RunProcess second = run("two", "second", "--take-over")) {
        second.awaitRunning();
        assertTrue(second.output().contains("Takes over from another run on "), second::output);
        assertTrue(second.output().contains("Continues from chk-"), second::output);
        topics.send(Topic.IMAGES, part(100, 200));
        assertEquals(1, first.awaitEnd(), first::output);
        assertTrue(first.output().contains("the right to write was lost"), first::output);
        assertTrue(first.output().contains("another run on "), first::output);
        Said.of(topics, FEED);
        try (LiveRun third =
            LiveRun.start(settings("two", "state"), LiveRun.options(false, true))) {
          assertEquals(0, second.awaitEnd(), second::output);
          third.awaitRunning();
          assertTrue(third.output().contains("Continues from savepoint-"), third::output);
          CommandRun status = CommandRun.of("status", "--config", config("two", "state") + "");
          assertEquals(0, status.code(), status::toString);
        }
      }
    }
  }

  private void begin() throws Exception {
    topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "in processes of their own");
    topics.begin();
  }

  private RunProcess run(String machine, String name, String... options) throws Exception {
    return RunProcess.start(name, folder, List.of("-Xmx1g"), config(machine, "state"), options);
  }

  private Path config(String machine, String checkpoints) throws IOException {
    Path file = folder.resolve(machine + ".yaml");
    Files.writeString(file, settings(machine, checkpoints));
    return file;
  }

  private String settings(String machine, String checkpoints) {
    return topics
            .settings(1)
            .replace(
                "checkpoint: {",
                "checkpoint: {folder: \"%s\", ".formatted(folder.resolve(checkpoints)))
        + "  taskmanager.memory.network.min: 128mb\n"
        + "  taskmanager.memory.network.max: 128mb\n"
        + "state: {folder: \"%s\"}\n".formatted(folder.resolve(machine));
  }

  private static List<Outgoing> part(int from, int to) {
    return FEED.messages().subList(from, to);
  }
}
