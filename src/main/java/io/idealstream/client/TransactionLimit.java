package io.idealstream.client;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/** How long a transaction may stay open, as the brokers have it. */
public final class TransactionLimit {

  private static final String SETTING = "transaction.max.timeout.ms";

  private TransactionLimit() {}

  /**
   * The smallest limit of all brokers: a producer that asks for more is refused.
   *
   * @return empty when we may not ask for it
   * @throws KafkaAccessException when Kafka does not answer
   */
  public static Optional<Duration> of(KafkaConnection connection) {
    try (Admin admin = Admin.create(connection.forAdmin())) {
      Map<ConfigResource, Config> brokers =
          admin.describeConfigs(resources(admin.describeCluster().nodes().get())).all().get();
      return brokers.values().stream()
          .map(broker -> Duration.ofMillis(Long.parseLong(broker.get(SETTING).value())))
          .min(Comparator.naturalOrder());
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof AuthorizationException) {
        return Optional.empty();
      }
      throw Failure.of(connection, "could not read the settings of the brokers", failure);
    } catch (InterruptedException | KafkaException failure) {
      throw Failure.of(connection, "could not read the settings of the brokers", failure);
    }
  }

  private static List<ConfigResource> resources(Collection<Node> nodes) {
    return nodes.stream()
        .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
        .toList();
  }
}
