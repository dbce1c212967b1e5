package io.idealstream.client;

import io.idealstream.wire.TopicPlan;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Where Kafka is and how to talk to it.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param properties client properties passed through as they are (TLS, SASL, tuning)
 * @param patience how long a server may stay silent before a call fails
 */
public record KafkaConnection(
    String bootstrapServers, Map<String, String> properties, Duration patience)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Settings that begin with this go to every Kafka client, without it. */
  public static final String PASS_THROUGH = "kafka.properties.";

  /**
   * The first question for a group or a transaction has a new cluster create 50 partitions before
   * it answers; on a busy machine that takes more than ten seconds.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Room for the largest record any topic takes; the topic has the last word. */
  private static final int LARGEST_REQUEST = 2 * TopicPlan.LARGEST_RECORD;

  public KafkaConnection {
    properties = Map.copyOf(properties);
  }

  public static KafkaConnection to(String bootstrapServers) {
    return new KafkaConnection(bootstrapServers, Map.of(), PATIENCE);
  }

  public KafkaConnection with(Map<String, String> passedThrough) {
    return new KafkaConnection(bootstrapServers, passedThrough, patience);
  }

  public KafkaConnection within(Duration newPatience) {
    return new KafkaConnection(bootstrapServers, properties, newPatience);
  }

  /** How long a question waits for its answer: the patience, unless a property says otherwise. */
  Duration limit() {
    String passed = properties.get(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
    boolean number = passed != null && passed.strip().matches("[0-9]{1,10}");
    return number ? Duration.ofMillis(Long.parseLong(passed.strip())) : patience;
  }

  /** Of all settings those that begin with {@link #PASS_THROUGH}, without that beginning. */
  public static Map<String, String> passedThrough(Map<String, String> settings) {
    Map<String, String> passed = new TreeMap<>();
    settings.forEach(
        (name, value) -> {
          if (name.startsWith(PASS_THROUGH)) {
            passed.put(name.substring(PASS_THROUGH.length()), value);
          }
        });
    return passed;
  }

  /** The properties that are passed through, for a client that looks their secrets up itself. */
  public Map<String, String> forClients() {
    return Secrets.forClients(properties);
  }

  /**
   * What is wrong with the properties that are passed through, by their names: secrets that are not
   * there, and a login that cannot be read.
   */
  public List<String> problems() {
    return Secrets.problems(properties);
  }

  Map<String, Object> forAdmin() {
    Map<String, Object> client = forAnyClient();
    client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(patience));
    return client;
  }

  /** Whatever is passed through, a question ends within the patience. */
  Map<String, Object> forWatching() {
    Map<String, Object> client = forAnyClient();
    client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(patience.dividedBy(2)));
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(patience));
    return client;
  }

  Map<String, Object> forProducer() {
    Map<String, Object> client = forAnyClient();
    client.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(patience.toMillis()));
    client.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(patience.multipliedBy(2)));
    client.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(LARGEST_REQUEST));
    // a broker that is starting may refuse the first request of a producer and take the next one:
    // from then on the first is out of order, and every retry fails until the delivery timeout
    client.putIfAbsent(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    return client;
  }

  Map<String, Object> forConsumer(Isolation isolation) {
    Map<String, Object> client = forAnyClient();
    client.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(patience));
    client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.setting());
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return client;
  }

  /** For a member of a group that reads nothing; only its place there counts. */
  Map<String, Object> forLease(String group, String member) {
    Map<String, Object> client = forConsumer(Isolation.READ_UNCOMMITTED);
    client.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    client.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    client.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, member);
    client.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-" + member);
    client.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(LeaseGroup.SESSION));
    client.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "1000");
    // who has the partition keeps it when another comes
    client.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, StickyAssignor.class.getName());
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    return client;
  }

  private Map<String, Object> forAnyClient() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new KafkaAccessException(
          "the settings for Kafka at "
              + bootstrapServers
              + " are wrong: "
              + String.join("; ", problems),
          null);
    }
    Map<String, Object> client = new HashMap<>(forClients());
    String half = millis(patience.dividedBy(2));
    client.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, half);
    client.putIfAbsent(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, half);
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return client;
  }

  /** Without the values of properties, among which are passwords. */
  @Override
  public String toString() {
    return "Kafka at "
        + bootstrapServers
        + " with properties "
        + new TreeSet<>(properties.keySet());
  }

  private static String millis(Duration duration) {
    return String.valueOf(Math.toIntExact(duration.toMillis()));
  }
}
