package io.idealstream.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka which rights its user has; without access control that is all of them. */
public final class Rights {
  private final KafkaConnection connection;

  private Rights(KafkaConnection connection) {
    this.connection = connection;
  }

  /**
   * One sentence for each right that is missing. What is not there yet cannot be asked for, and
   * what may be written under a transactional id only by whether it may be seen.
   *
   * @throws KafkaAccessException when Kafka does not answer
   */
  public static List<String> missing(KafkaConnection connection, Collection<Right> wanted) {
    try (Admin admin = Admin.create(connection.forAdmin())) {
      Rights rights = new Rights(connection);
      List<String> missing = new ArrayList<>();
      for (Right right : wanted) {
        Set<Right.Operation> refused = rights.refused(admin, right);
        if (!refused.isEmpty()) {
          missing.add(
              "this user may not %s %s %s (topics acls prints what is needed)"
                  .formatted(
                      refused.stream()
                          .map(Right.Operation::toString)
                          .collect(Collectors.joining(", ")),
                      right.resource(),
                      right.name()));
        }
      }
      return missing;
    } catch (KafkaException failure) {
      throw Failure.of(connection, "could not ask what is allowed", failure);
    }
  }

  private Set<Right.Operation> refused(Admin admin, Right right) {
    return switch (right.resource()) {
      case TOPIC -> {
        var asked = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        yield without(
            right,
            admin
                .describeTopics(List.of(right.name()), asked)
                .topicNameValues()
                .get(right.name())
                .thenApply(topic -> topic.authorizedOperations()));
      }
      case GROUP -> {
        var asked = new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
        yield without(
            right,
            admin
                .describeConsumerGroups(List.of(right.name()), asked)
                .describedGroups()
                .get(right.name())
                .thenApply(group -> group.authorizedOperations()));
      }
      case TRANSACTIONAL_ID ->
          without(
              right,
              admin
                  .describeTransactions(List.of(right.name()))
                  .description(right.name())
                  .thenApply(seen -> null));
    };
  }

  private Set<Right.Operation> without(Right right, KafkaFuture<Set<AclOperation>> answer) {
    try {
      Set<AclOperation> allowed = answer.get();
      Set<Right.Operation> refused = EnumSet.copyOf(right.operations());
      // null of a broker that does not say
      refused.removeIf(
          operation -> allowed == null || allowed.contains(AclOperation.valueOf(operation.name())));
      return refused;
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof AuthorizationException) {
        return right.operations();
      }
      if (isNotThere(failure.getCause())) {
        return Set.of();
      }
      throw Failure.of(connection, "could not ask what is allowed", failure);
    } catch (InterruptedException interruption) {
      throw Failure.of(connection, "could not ask what is allowed", interruption);
    }
  }

  private static boolean isNotThere(Throwable failure) {
    return failure instanceof UnknownTopicOrPartitionException
        || failure instanceof GroupIdNotFoundException
        || failure instanceof TransactionalIdNotFoundException;
  }
}
