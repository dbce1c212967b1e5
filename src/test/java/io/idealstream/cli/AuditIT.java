package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Publisher;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Caption;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Source;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code audit} on topics that were written by hand, with known faults. */
class AuditIT {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;
  private String moreSettings = "";

  @BeforeEach
  void defineASpace() throws Exception {
    kafka.createTopics(1);
    byte[] file = Files.readAllBytes(Path.of("conf/spaces/birds.yaml"));
    send(
        Topic.SPACES,
        Topic.SPACES.message(SpaceFile.read("birds.yaml", file), Encoding.JSON),
        START);
  }

  @Test
  void whatIsMissingAndWhatIsDoubleIsNamed() throws Exception {
    for (int item = 0; item < 10; item++) {
      image(item);
      if (item != 4 && item != 7) {
        label(item);
      }
    }
    label(2);
    image(10); // not answered, and not due
    committed(10);
    CommandRun audit = audit("--json");
    assertEquals(1, audit.code(), audit::toString);
    assertEquals("", audit.err());
    Map<String, Object> found = Json.object(audit.out().getBytes(UTF_8));
    assertEquals(
        "{read=10, dead=0, leftAside=0, notYetDue=1}",
        ((Map<?, ?>) found.get("items")).get("images").toString());
    assertEquals(
        Map.of("labels", 9L, "missing", 2L, "double", 1L),
        ((Map<?, ?>) found.get("spaces")).get("birds"));
    assertEquals(
        "[{of=birds, feed=cam, partition=0, count=2, first=[{id=i-4, offset=4}, {id=i-7, offset=7}]}]",
        sorted(found.get("missing")));
    assertEquals(
        "[{of=birds, feed=cam, partition=0, count=1, first=[{id=i-2, offset=2}]}]",
        found.get("double").toString());
    assertTrue(audit("--from", "2026-03-01T12:00:08Z").code() == 0);
    CommandRun text = audit("--to", "2026-03-01T12:00:06Z");
    assertTrue(
        text.out().contains("missing 1 of birds, feed cam, partition 0: i-4 (offset 4)"),
        text::toString);
  }

  @Test
  void everythingIsThereOnce() throws Exception {
    for (int item = 0; item < 5; item++) {
      image(item);
      label(item);
      hit(item);
    }
    committed(5);
    CommandRun audit = audit();
    assertEquals(0, audit.code(), audit::toString);
    assertTrue(audit.out().matches("(?s).*hits +5\\n.*"), audit::toString);
  }

  @Test
  void whatIsLeftAsideAsBeingOfAnotherModelIsCountedAndNotMissing() throws Exception {
    image(0);
    label(0);
    for (int item = 1; item < 3; item++) {
      vector(item, item == 1 ? "own" : "other");
    }
    caption("other");
    caption("own");
    committed(Topic.IMAGES, 3);
    committed(Topic.CAPTIONS, 2);
    moreSettings = "model: {vectors: {id: own, dimension: 2}, others: ignore}\n";
    CommandRun audit = audit();
    assertEquals(1, audit.code(), audit::toString);
    assertTrue(
        audit.out().contains("images           3, dead 0, left aside 1, not"), audit::toString);
    assertTrue(
        audit.out().contains("captions         2, dead 0, left aside 1, not"), audit::toString);
    assertTrue(audit.out().contains("labels of birds  1, missing 1, double 0"), audit::toString);
    assertTrue(audit.out().contains("without a space  0"), audit::toString);
    moreSettings = "model: {vectors: {id: own, dimension: 2}}\n";
    CommandRun refusing = audit();
    assertTrue(refusing.out().contains("labels of birds  1, missing 2"), refusing::toString);
  }

  @Test
  void withoutAnyCheckpointNothingIsDue() throws Exception {
    image(0);
    CommandRun audit = audit();
    assertEquals(0, audit.code(), audit::toString);
    assertTrue(audit.out().contains("images           0, dead 0, not yet due 1"), audit::toString);
    assertTrue(audit.err().contains("nothing is due"), audit::toString);
  }

  @Test
  void aRangeThatEndsBeforeItBeginsIsRefused() throws Exception {
    assertEquals(2, audit("--from", "2026-03-02T00:00:00Z", "--to", "2026-03-01T00:00:00Z").code());
  }

  /** Ids of one line come in no certain order. */
  private static String sorted(Object findings) {
    String text = findings.toString();
    return text.contains("[{id=i-7")
        ? text.replaceFirst(
            "\\[\\{id=i-7, offset=7}, \\{id=i-4, offset=4}]",
            "[{id=i-4, offset=4}, {id=i-7, offset=7}]")
        : text;
  }

  private CommandRun audit(String... options) throws Exception {
    Path config = folder.resolve("job.yaml");
    Files.writeString(
        config,
        """
        kafka: {bootstrap-servers: "%s", group: "%s"}
        topics: {prefix: "%s"}
        state: {folder: "%s"}
        """
                .formatted(
                    kafka.bootstrapServers(),
                    kafka.prefix(),
                    kafka.prefix(),
                    folder.resolve("state"))
            + moreSettings);
    String[] all = new String[options.length + 3];
    all[0] = "audit";
    all[1] = "--config";
    all[2] = config.toString();
    System.arraycopy(options, 0, all, 3, options.length);
    return CommandRun.of(all);
  }

  private void image(int item) {
    ImageItem image =
        new ImageItem("i-" + item, "cam", time(item), new byte[] {1}, null, null, null, null);
    send(Topic.IMAGES, Topic.IMAGES.message(image, Encoding.JSON), time(item));
  }

  private void vector(int item, String model) {
    ImageItem image =
        new ImageItem("i-" + item, "cam", time(item), null, new float[] {1, 0}, model, null, null);
    send(Topic.IMAGES, Topic.IMAGES.message(image, Encoding.JSON), time(item));
  }

  private void caption(String model) {
    Caption caption = new Caption("c", "cam", time(0), "a bird", null, new float[] {1, 0}, model);
    send(Topic.CAPTIONS, Topic.CAPTIONS.message(caption, Encoding.JSON), time(0));
  }

  private void label(int item) {
    Label label =
        new Label(
            "i-" + item, "cam", time(item), "birds", 1, "m", 1, Source.PROMPTS, new HashMap<>());
    send(Topic.LABELS, Topic.LABELS.message(label, Encoding.JSON), time(item));
  }

  private void hit(int item) {
    Hit hit =
        new Hit(
            "q", 1, "i-" + item, "cam", time(item), 0.5, null, false, "m", null, null, null, null);
    send(Topic.HITS, Topic.HITS.message(hit, Encoding.JSON), time(item));
  }

  private static Instant time(int item) {
    return START.plusSeconds(item);
  }

  private void send(Topic<?> topic, Outgoing message, Instant time) {
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(kafka.name(topic)))) {
      publisher.send(kafka.name(topic), message, time);
    }
  }

  /** What a job reads next, by its last checkpoint. */
  private void committed(long offset) throws Exception {
    committed(Topic.IMAGES, offset);
  }

  private void committed(Topic<?> topic, long offset) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .alterConsumerGroupOffsets(
              kafka.prefix(),
              Map.of(new TopicPartition(kafka.name(topic), 0), new OffsetAndMetadata(offset)))
          .all()
          .get();
    }
  }
}
