package io.idealstream.job.monitor;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaAccessException;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.TrialName;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Which spaces, queries and policies a job has acknowledged, as topic {@code status} says. */
public final class ActiveDefinitions {
  /** Queries, and policies, that are named one by one. */
  private static final int MOST_NAMED = 10;

  private final Map<String, Status> last = new TreeMap<>();

  ActiveDefinitions() {}

  /**
   * Reads topic {@code status} to its end.
   *
   * @param name full name of a topic
   * @param spaces those that exist
   * @param queries those that exist
   * @param policies those that exist
   * @return a tree for JSON
   * @throws KafkaAccessException when Kafka does not answer
   */
  public static Map<String, Object> read(
      KafkaConnection kafka,
      Function<Topic<?>, String> name,
      Collection<String> spaces,
      Collection<String> queries,
      Collection<String> policies) {
    ActiveDefinitions active = new ActiveDefinitions();
    try (Tail tail =
        Tail.of(
            kafka,
            List.of(name.apply(Topic.STATUS)),
            Start.beginning(),
            Isolation.READ_COMMITTED)) {
      tail.toEnd(kafka.patience(), active::take);
    }
    return active.tree(spaces, queries, policies);
  }

  void take(TopicRecord message) {
    String key = message.key() == null ? "" : new String(message.key(), StandardCharsets.UTF_8);
    try {
      if (message.value() == null) {
        last.remove(key);
      } else {
        last.put(key, Topic.STATUS.decode(message));
      }
    } catch (Unreadable foreign) {
      last.remove(key);
    }
  }

  Map<String, Object> tree(
      Collection<String> spaces, Collection<String> queries, Collection<String> policies) {
    Map<String, Object> tree = new LinkedHashMap<>();
    List<String> inForce = new ArrayList<>();
    for (Status status : of(StatusKind.SPACE, spaces)) {
      if (status.state() == StatusState.ACTIVE) {
        String detail = status.detail() == null ? "" : " (" + status.detail() + ")";
        inForce.add(status.id() + " " + status.version() + detail);
      } else {
        inForce.add(why(status));
      }
    }
    tree.put("spaces", inForce);
    List<Status> said = of(StatusKind.QUERY, queries);
    tree.put("queries", counts(said, queries.size()));
    tree.put("queriesNotInForce", notInForce(said));
    List<Status> ofPolicies = of(StatusKind.POLICY, policies);
    tree.put("policies", counts(ofPolicies, policies.size()));
    tree.put("policiesNotInForce", notInForce(ofPolicies));
    return tree;
  }

  /** Why some are not, of the first few by name. */
  private static List<String> notInForce(List<Status> all) {
    List<Status> not = all.stream().filter(status -> status.state() != StatusState.ACTIVE).toList();
    List<String> why = new ArrayList<>();
    for (Status status : not.subList(0, Math.min(MOST_NAMED, not.size()))) {
      why.add(why(status));
    }
    if (not.size() > MOST_NAMED) {
      why.add("and %d more".formatted(not.size() - MOST_NAMED));
    }
    return why;
  }

  private static String why(Status notActive) {
    String detail = notActive.detail() == null ? "" : ": " + notActive.detail();
    return notActive.id() + " " + notActive.state().code() + detail;
  }

  private List<Status> of(StatusKind kind, Collection<String> existing) {
    return last.values().stream()
        .filter(status -> status.kind() == kind && existing.contains(status.id()))
        .toList();
  }

  /** How many there are in each state, and on trial; of some nothing was said yet. */
  private static Map<String, Long> counts(List<Status> statuses, int existing) {
    Map<String, Long> counts = new TreeMap<>();
    statuses.forEach(status -> counts.merge(status.state().code(), 1L, Long::sum));
    long trials = statuses.stream().filter(status -> TrialName.isOne(status.id())).count();
    if (trials > 0) {
      counts.put("onTrial", trials);
    }
    if (existing > statuses.size()) {
      counts.put("waiting", (long) existing - statuses.size());
    }
    return counts;
  }
}
