package io.idealstream.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {

  private final KafkaConnection connection = KafkaConnection.to("broker:9092");

  @Test
  void settingsBehindThePassThroughPrefixAreTakenWithoutIt() {
    assertEquals(
        Map.of("security.protocol", "SSL"),
        KafkaConnection.passedThrough(
            Map.of("kafka.properties.security.protocol", "SSL", "other", "1")));
  }

  @Test
  void passedThroughPropertiesReachEveryClient() {
    KafkaConnection secured = connection.with(Map.of("security.protocol", "SASL_SSL"));
    for (Map<String, Object> client : clients(secured)) {
      assertEquals("SASL_SSL", client.get("security.protocol"));
      assertEquals("broker:9092", client.get("bootstrap.servers"));
    }
  }

  @Test
  void passedThroughPropertiesGoBeforeOurTuningButNotBeforeTheMeaningOfACall() {
    KafkaConnection tuned =
        connection.with(
            Map.of(
                "request.timeout.ms", "1234",
                "isolation.level", "read_uncommitted",
                "bootstrap.servers", "elsewhere:1"));
    assertEquals("1234", tuned.forProducer().get("request.timeout.ms"));
    Map<String, Object> consumer = tuned.forConsumer(Isolation.READ_COMMITTED);
    assertEquals("read_committed", consumer.get("isolation.level"));
    assertEquals("broker:9092", consumer.get("bootstrap.servers"));
  }

  @Test
  void patienceBoundsTheWaitOfEveryClient() {
    KafkaConnection hurried = connection.within(Duration.ofSeconds(3));
    assertEquals("3000", hurried.forAdmin().get("default.api.timeout.ms"));
    assertEquals(
        "3000", hurried.forConsumer(Isolation.READ_COMMITTED).get("default.api.timeout.ms"));
    assertEquals("3000", hurried.forProducer().get("max.block.ms"));
  }

  /** Two requests on their way could come in the wrong order to a broker that is starting. */
  @Test
  void aProducerHasOneRequestOnItsWay() {
    String setting = "max.in.flight.requests.per.connection";
    assertEquals("1", connection.forProducer().get(setting));
    assertEquals("3", connection.with(Map.of(setting, "3")).forProducer().get(setting));
  }

  private static List<Map<String, Object>> clients(KafkaConnection connection) {
    return List.of(
        connection.forAdmin(),
        connection.forProducer(),
        connection.forConsumer(Isolation.READ_COMMITTED));
  }
}
