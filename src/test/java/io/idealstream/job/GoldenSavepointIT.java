package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Caption;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Source;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint that another build wrote is taken up by this one. It holds a space in its second
 * version, a query, what images and captions told about the space, and an image that waits for
 * another space.
 */
class GoldenSavepointIT {
  private static final Path SAVEPOINT = Path.of("src/test/resources/job/savepoint");

  /** Part of what is in the savepoint: names of topics, and of transactions. */
  private static final String PREFIX = "golden.";

  private static final String OTHER_SPACE = "swans";
  private static final List<Outgoing> IMAGES = new MixedFeed(41).messages();
  private static final List<Outgoing> BEFORE = IMAGES.subList(0, 20);

  /** An image, and behind it in the same partition a record that tells that it has been read. */
  private static final List<Outgoing> WAITING =
      List.of(IMAGES.get(40), new Outgoing(IMAGES.get(40).key(), null, List.of()));

  private static final List<Outgoing> AFTER = IMAGES.subList(20, 40);
  private static final int GOOD = 19;
  private static final List<Outgoing> CAPTIONS =
      Stream.of(
              "a land bird on land",
              "a land bird on the sea",
              "a water bird on land",
              "a water bird on the sea",
              "a water bird on a lake")
          .map(GoldenSavepointIT::caption)
          .toList();
  private static final int CAPTIONS_BEFORE = 4;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  @DisabledIfSystemProperty(named = "golden.write", matches = "true")
  void anOlderBuildsSavepointIsTakenUp() throws Exception {
    RunTopics topics = new RunTopics(kafka.connection(), PREFIX, () -> "not started");
    topics.begin();
    topics.send(Topic.SPACES, List.of(secondVersion()));
    topics.send(Topic.IMAGES, BEFORE);
    topics.send(Topic.CAPTIONS, CAPTIONS.subList(0, CAPTIONS_BEFORE));
    topics.send(Topic.IMAGES, WAITING);
    try (JobRun run = JobRun.resume(kafka.connection(), PREFIX, 2, SAVEPOINT.toUri().toString())) {
      run.topics().send(Topic.IMAGES, AFTER);
      run.topics().send(Topic.CAPTIONS, CAPTIONS.subList(CAPTIONS_BEFORE, CAPTIONS.size()));
      run.topics().await(Topic.LABELS, GOOD + 1);
      run.topics().await(Topic.DEAD_LETTERS, 1);
      run.topics().await(Topic.WORDS, words -> Said.votes(words, Source.IMAGES) == 2 * GOOD + 1);
      run.topics()
          .await(Topic.WORDS, words -> Said.votes(words, Source.CAPTIONS) == CAPTIONS.size());
      run.stop(folder);
    }
    Said said = Said.now(topics);
    Set<String> expected =
        IntStream.range(20, 41).filter(i -> i != 39).mapToObj(i -> "item-" + i).collect(toSet());
    assertEquals(
        expected, said.labels().values().stream().map(label -> label.id()).collect(toSet()));
    said.labels().values().forEach(label -> assertEquals(2, label.spaceVersion()));
    assertEquals(1, said.deadLetters().size());
    assertTrue(said.hits().size() > 1, "the query is matched, though nobody embedded it again");
    assertEquals(
        List.of(),
        topics.all(Topic.STATUS, Isolation.READ_COMMITTED),
        "what was in force before is not announced again");
  }

  @Test
  @EnabledIfSystemProperty(named = "golden.write", matches = "true")
  void writeSavepoint() throws Exception {
    String first;
    try (JobRun run = JobRun.begin(kafka.connection(), PREFIX, 1, Topology.Interception.NONE)) {
      RunTopics topics = run.topics();
      topics.send(Topic.SPACES, List.of(secondVersion()));
      topics.await(Topic.STATUS, 3);
      topics.send(Topic.IMAGES, BEFORE);
      topics.send(Topic.CAPTIONS, CAPTIONS.subList(0, CAPTIONS_BEFORE));
      topics.await(Topic.LABELS, GOOD);
      topics.await(Topic.WORDS, words -> Said.votes(words, Source.IMAGES) == GOOD);
      topics.await(Topic.WORDS, words -> Said.votes(words, Source.CAPTIONS) == CAPTIONS_BEFORE);
      first = run.stop(folder);
    }
    try (JobRun run = JobRun.resume(kafka.connection(), PREFIX, 1, first, OTHER_SPACE)) {
      run.topics().send(Topic.IMAGES, WAITING);
      run.topics().await(Topic.DEAD_LETTERS, 2);
      assertEquals(GOOD, run.topics().all(Topic.LABELS, Isolation.READ_UNCOMMITTED).size());
      replace(SAVEPOINT, Path.of(URI.create(run.stop(folder))));
    }
  }

  private static Outgoing secondVersion() throws IOException {
    String first = RunTopics.birds();
    String second = first.replace("a picture of a {bird} {place}", "an image of a {bird} {place}");
    return RunTopics.space(SpaceFile.read("second version", second.getBytes(UTF_8)));
  }

  private static Outgoing caption(String text) {
    return Topic.CAPTIONS.message(
        new Caption(text, "feed-1", MixedFeed.START, text, null), Encoding.JSON);
  }

  private static void replace(Path target, Path source) throws IOException {
    Files.createDirectories(target);
    try (DirectoryStream<Path> old = Files.newDirectoryStream(target)) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(source)) {
      for (Path file : files) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }
}
