package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PublishSpacesIT {

  /** Statuses of one name keep their order. */
  private static final Comparator<String> BY_NAME =
      Comparator.comparing(line -> line.substring(0, line.indexOf(':')));

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir private Path folder;

  @BeforeEach
  void createTopics() {
    kafka.createTopics(2);
  }

  @Test
  void waitingEndsOnceEachSpaceIsInForceOrRejected() throws Exception {
    Future<CommandRun> waiting =
        CompletableFuture.supplyAsync(
            () -> publish(file("one", "a photo"), file("two", "a photo"), "--wait", "60"));
    awaitSpaces(2);
    say("other", 1, StatusState.ACTIVE, null);
    say("one", 1, StatusState.DISABLED, "made again");
    say("one", 1, StatusState.ACTIVE, "words by model m");
    say("two", 0, StatusState.REJECTED, "no model can embed it");
    CommandRun run = waiting.get();
    assertEquals(1, run.code(), "one was rejected");
    assertEquals("2 spaces sent\n", run.out());
    assertEquals(
        List.of(
            "one: version 1 disabled, made again",
            "one: version 1 active, words by model m",
            "two: version 0 rejected, no model can embed it"),
        run.err().lines().sorted(BY_NAME).toList());
  }

  @Test
  void whatIsInForceIsNotWaitedFor() {
    assertEquals(0, publish(file("one", "a photo")).code());
    say("one", 3, StatusState.ACTIVE, null);
    assertEquals(
        new CommandRun(0, "1 space sent\n", "one: version 3 active; nothing has changed\n"),
        publish(file("one", "a photo"), "--wait", "60"));
  }

  @Test
  void anOlderVersionSaysNothingOfAChange() throws Exception {
    assertEquals(0, publish(file("one", "a photo")).code());
    say("one", 3, StatusState.ACTIVE, null);
    Future<CommandRun> waiting =
        CompletableFuture.supplyAsync(() -> publish(file("one", "a picture"), "--wait", "60"));
    awaitSpaces(2);
    say("one", 3, StatusState.ACTIVE, "saw more than 10 cells");
    say("one", 4, StatusState.ACTIVE, null);
    assertEquals(
        new CommandRun(
            0,
            "1 space sent\n",
            "one: version 3 active, saw more than 10 cells\none: version 4 active\n"),
        waiting.get());
  }

  @Test
  void aRemovalIsWaitedForAndOneOfNothingIsNot() throws Exception {
    assertEquals(0, publish(file("one", "a photo")).code());
    Future<CommandRun> waiting =
        CompletableFuture.supplyAsync(
            () -> publish("--remove", "one", "--remove", "none", "--wait", "60"));
    awaitSpaces(3);
    say("one", 1, StatusState.DISABLED, "no definition is in force any more");
    CommandRun run = waiting.get();
    assertEquals(0, run.code(), run.err());
    assertEquals("0 spaces and 2 removals sent\n", run.out());
    assertTrue(run.err().startsWith("none is not on topic"), run.err());
  }

  @Test
  void aWaitWithoutAnAnswerFailsAndNamesTheSpace() {
    CommandRun run = publish(file("one", "a photo"), "--wait", "0");
    assertEquals(1, run.code());
    assertEquals(
        "idealstream: one: topic status did not say that the space is active within 0 s; does the"
            + " job run?\n",
        run.err());
  }

  private String file(String space, String photo) {
    try {
      return Files.writeString(
              folder.resolve(space + ".yaml"),
              """
              space: %s
              templates: ["%2$s of a {thing}"]
              plain: {thing: ["%2$s of a {thing}"]}
              factors: {thing: {role: label, values: [cat, dog]}}
              """
                  .formatted(space, photo))
          .toString();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void say(String space, long version, StatusState state, String detail) {
    String topic = kafka.name(Topic.STATUS);
    Status status = new Status(StatusKind.SPACE, space, version, state, detail);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      publisher.send(topic, Topic.STATUS.message(status, Encoding.JSON));
    }
  }

  private void awaitSpaces(int messages) {
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(Topic.SPACES)),
            Start.beginning(),
            Isolation.READ_COMMITTED)) {
      for (int came = 0; came < messages; ) {
        came += tail.next(Duration.ofMillis(100)).size();
      }
    }
  }

  private CommandRun publish(String... arguments) {
    List<String> all = new ArrayList<>(List.of("publish", "spaces"));
    all.addAll(List.of(arguments));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
