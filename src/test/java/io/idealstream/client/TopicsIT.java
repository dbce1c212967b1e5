package io.idealstream.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicPlan;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicsIT {

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  private Topics topics;

  @BeforeEach
  void connect() {
    topics = Topics.on(kafka.connection(), kafka.prefix());
  }

  @AfterEach
  void disconnect() {
    topics.close();
  }

  @Test
  void createsEveryTopicOfTheContractAsPlanned() {
    List<String> created = topics.createMissing(3);
    assertEquals(Topic.all().stream().map(kafka::name).toList(), created);
    assertEquals(List.of(), topics.problems(Topic.all()));
    for (TopicState state : topics.describe()) {
      boolean divided = state.topic().plan().partitions() == TopicPlan.Partitions.MANY;
      assertEquals(divided ? 3 : 1, state.partitions(), state.name());
    }
  }

  @Test
  void whatConceptsWereTaughtIsKeptWhateverTheBrokersRetention() throws Exception {
    topics.createMissing(1);
    ConfigResource concepts =
        new ConfigResource(ConfigResource.Type.TOPIC, kafka.name(Topic.CONCEPTS));
    try (Admin admin = Admin.create(kafka.connection().forAdmin())) {
      Config settings = admin.describeConfigs(Set.of(concepts)).all().get().get(concepts);
      for (String setting : List.of("retention.ms", "retention.bytes")) {
        assertEquals("-1", settings.get(setting).value());
        assertEquals(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG, settings.get(setting).source());
      }
    }
  }

  @Test
  void aRecordOfTheFutureIsRefusedByTheBroker() {
    topics.createMissing(1);
    String images = kafka.name(Topic.IMAGES);
    Outgoing record = new Outgoing(null, new byte[] {1}, List.of());
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(images))) {
      publisher.send(images, record, Instant.now().plusSeconds(240));
      publisher.flush();
      publisher.send(images, record, Instant.now().plusSeconds(360));
      KafkaAccessException refused = assertThrows(KafkaAccessException.class, publisher::flush);
      assertTrue(refused.getMessage().contains("imestamp"), refused::getMessage);
    }
  }

  @Test
  void createsOnlyWhatIsMissingAndLeavesTheRestAsItIs() throws Exception {
    create(new NewTopic(kafka.name(Topic.LABELS), 5, (short) 1));
    assertFalse(topics.createMissing(2).contains(kafka.name(Topic.LABELS)));
    assertEquals(List.of(), topics.createMissing(2));
    TopicState labels =
        topics.describe().stream().filter(s -> s.topic() == Topic.LABELS).findFirst().orElseThrow();
    assertEquals(5, labels.partitions());
  }

  @Test
  void reportsTheProblemsOfAllAskedTopicsAtOnce() throws Exception {
    create(
        new NewTopic(kafka.name(Topic.SPACES), 1, (short) 1)
            .configs(Map.of("cleanup.policy", "delete")));
    create(
        new NewTopic(kafka.name(Topic.IMAGES), 1, (short) 1)
            .configs(Map.of("max.message.bytes", "1000")));
    List<String> problems = topics.problems(Set.of(Topic.SPACES, Topic.IMAGES, Topic.LABELS));
    assertEquals(3, problems.size(), problems::toString);
    assertNames(problems, Topic.SPACES, "expected cleanup.policy compact, found delete");
    assertNames(problems, Topic.IMAGES, "found 1000");
    assertNames(problems, Topic.LABELS, "does not exist");
  }

  /** Fifteen minutes unless somebody changes it, says Kafka's documentation. */
  @Test
  void tellsHowLongATransactionMayStayOpen() {
    assertEquals(Optional.of(Duration.ofMinutes(15)), TransactionLimit.of(kafka.connection()));
  }

  private void assertNames(List<String> problems, Topic<?> topic, String finding) {
    assertTrue(
        problems.stream().anyMatch(p -> p.contains(kafka.name(topic)) && p.contains(finding)),
        problems::toString);
  }

  private void create(NewTopic topic) throws Exception {
    try (Admin admin = Admin.create(kafka.connection().forAdmin())) {
      admin.createTopics(List.of(topic)).all().get();
    }
  }
}
