package io.idealstream.client;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Which Kafka cluster it is, whatever address leads to it. */
public final class ClusterId {

  private ClusterId() {}

  /**
   * The id that the cluster was formatted with.
   *
   * @throws KafkaAccessException when Kafka does not answer
   */
  public static String of(KafkaConnection connection) {
    try (Admin admin = Admin.create(connection.forAdmin())) {
      return admin.describeCluster().clusterId().get();
    } catch (ExecutionException | InterruptedException | KafkaException failure) {
      throw Failure.of(connection, "could not ask for the cluster's id", failure);
    }
  }
}
