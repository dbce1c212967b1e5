package io.idealstream.client;

import io.idealstream.wire.TopicPlan;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of the contract on one Kafka: creates those that are missing, checks those there. */
public final class Topics implements AutoCloseable {

  private static final long LOOK_AGAIN_MILLIS = 20;

  private final KafkaConnection connection;
  private final String prefix;
  private final Admin admin;

  private Topics(KafkaConnection connection, String prefix, Admin admin) {
    this.connection = connection;
    this.prefix = prefix;
    this.admin = admin;
  }

  /**
   * The topics under a prefix.
   *
   * @throws KafkaAccessException when the settings are wrong; reachability shows at the first call
   */
  public static Topics on(KafkaConnection connection, String prefix) {
    try {
      return new Topics(connection, prefix, Admin.create(connection.forAdmin()));
    } catch (KafkaException failure) {
      throw Failure.of(connection, "could not connect", failure);
    }
  }

  /**
   * Creates the topics that do not exist and leaves the others as they are. Returns when every
   * created topic can be used.
   *
   * @param partitions of topics that carry the volume of the stream; others get one
   * @return the full names of the created topics
   */
  public List<String> createMissing(int partitions) {
    return createMissing(Topic.all(), partitions);
  }

  /** The same with some of the topics. */
  public List<String> createMissing(Collection<Topic<?>> topics, int partitions) {
    List<String> created = new ArrayList<>();
    for (TopicState state : describe(topics)) {
      if (!state.exists() && create(state.topic(), partitions)) {
        created.add(state.name());
      }
    }
    awaitUsable(created);
    return created;
  }

  /** Every topic of the contract as it is, in the contract's order. */
  public List<TopicState> describe() {
    return describe(Topic.all());
  }

  /** What must be changed in any of the given topics, all at once; empty when all is well. */
  public List<String> problems(Collection<Topic<?>> topics) {
    return TopicState.problems(describe(topics));
  }

  @Override
  public void close() {
    admin.close();
  }

  /** Some topics of the contract as they are, in the contract's order. */
  public List<TopicState> describe(Collection<Topic<?>> topics) {
    List<String> fullNames = topics.stream().map(topic -> topic.under(prefix)).toList();
    Map<String, TopicDescription> found = existing(fullNames);
    Map<String, Config> settings = settings(found.keySet());
    return topics.stream()
        .map(
            topic -> {
              String name = topic.under(prefix);
              return found.containsKey(name)
                  ? state(topic, found.get(name), settings.get(name))
                  : TopicState.missing(topic, name);
            })
        .toList();
  }

  private static TopicState state(Topic<?> topic, TopicDescription description, Config settings) {
    return new TopicState(
        topic,
        description.name(),
        description.partitions().size(),
        settings.get(TopicConfig.CLEANUP_POLICY_CONFIG).value(),
        Integer.parseInt(settings.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value()),
        Long.parseLong(settings.get(TopicConfig.RETENTION_MS_CONFIG).value()),
        Long.parseLong(settings.get(TopicConfig.RETENTION_BYTES_CONFIG).value()));
  }

  private Map<String, TopicDescription> existing(Collection<String> fullNames) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(fullNames)
        .topicNameValues()
        .forEach((name, future) -> lookUp(future).ifPresent(there -> found.put(name, there)));
    return found;
  }

  private Optional<TopicDescription> lookUp(KafkaFuture<TopicDescription> future) {
    try {
      return Optional.of(future.get());
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw Failure.of(connection, "could not look up topics", failure);
    } catch (InterruptedException interruption) {
      throw Failure.of(connection, "could not look up topics", interruption);
    }
  }

  private Map<String, Config> settings(Set<String> fullNames) {
    List<ConfigResource> resources =
        fullNames.stream()
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    try {
      return admin.describeConfigs(resources).all().get().entrySet().stream()
          .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    } catch (ExecutionException | InterruptedException failure) {
      throw Failure.of(connection, "could not read the settings of topics", failure);
    }
  }

  /** False when somebody else was faster. */
  private boolean create(Topic<?> topic, int partitions) {
    TopicPlan plan = topic.plan();
    Map<String, String> settings = settings(plan);
    return create(topic, plan, partitions, settings)
        .orElseGet(
            () -> {
              settings.remove(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);
              return create(topic, plan, partitions, settings).orElseThrow();
            });
  }

  /** Whether it was not there; empty where the broker is too old for the settings. */
  private Optional<Boolean> create(
      Topic<?> topic, TopicPlan plan, int partitions, Map<String, String> settings) {
    int divided = plan.partitions() == TopicPlan.Partitions.MANY ? partitions : 1;
    NewTopic wanted =
        new NewTopic(topic.under(prefix), Optional.of(divided), Optional.empty()).configs(settings);
    try {
      admin.createTopics(List.of(wanted)).all().get();
      return Optional.of(true);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof TopicExistsException) {
        return Optional.of(false);
      }
      if (failure.getCause() instanceof InvalidConfigurationException
          && settings.containsKey(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG)) {
        return Optional.empty(); // Kafka before 3.6
      }
      throw Failure.of(connection, "could not create topic " + wanted.name(), failure);
    } catch (InterruptedException interruption) {
      throw Failure.of(connection, "could not create topic " + wanted.name(), interruption);
    }
  }

  private static Map<String, String> settings(TopicPlan plan) {
    Map<String, String> settings = new HashMap<>();
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, plan.cleanup().policy());
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(plan.largestRecord()));
    if (plan.timed()) {
      settings.put(
          TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
          String.valueOf(TopicPlan.MOST_AHEAD.toMillis()));
    }
    if (plan.cleanup() == TopicPlan.Cleanup.NONE) {
      String forEver = String.valueOf(TopicPlan.Cleanup.FOR_EVER);
      settings.put(TopicConfig.RETENTION_MS_CONFIG, forEver);
      settings.put(TopicConfig.RETENTION_BYTES_CONFIG, forEver);
    }
    return settings;
  }

  /** The controller answers before every broker knows the new topic and who leads it. */
  private void awaitUsable(List<String> created) {
    long deadline = System.nanoTime() + connection.patience().toNanos();
    try {
      while (!usable(created)) {
        if (System.nanoTime() > deadline) {
          throw new KafkaAccessException(
              "created topics " + created + " but Kafka does not offer all of them yet", null);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
    } catch (InterruptedException interruption) {
      throw Failure.of(connection, "could not wait for topics " + created, interruption);
    }
  }

  private boolean usable(List<String> created) {
    Map<String, TopicDescription> found = existing(created);
    return found.size() == created.size()
        && found.values().stream()
            .flatMap(description -> description.partitions().stream())
            .allMatch(partition -> partition.leader() != null);
  }

  /** How many partitions each topic has; all that do not exist are named at once. */
  static Map<String, Integer> partitions(KafkaConnection connection, Collection<String> fullNames) {
    try (Topics topics = on(connection, Topic.DEFAULT_PREFIX)) {
      Map<String, TopicDescription> found = topics.existing(fullNames);
      List<String> missing =
          fullNames.stream().filter(name -> !found.containsKey(name)).distinct().toList();
      if (!missing.isEmpty()) {
        throw new KafkaAccessException(
            "Kafka at "
                + connection.bootstrapServers()
                + " does not have "
                + (missing.size() == 1 ? "topic " : "topics ")
                + String.join(", ", missing)
                + ": create them first, or check the topic prefix",
            null);
      }
      Map<String, Integer> counts = new HashMap<>();
      found.forEach((name, description) -> counts.put(name, description.partitions().size()));
      return counts;
    }
  }
}
