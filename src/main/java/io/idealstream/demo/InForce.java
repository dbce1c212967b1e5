package io.idealstream.demo;

import io.idealstream.demo.feed.StandingQuery;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.decision.PolicyText;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Which of the demo's spaces, queries and policies the job has said to be in force. */
final class InForce {

  private final Set<String> awaited = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> all = new CompletableFuture<>();

  static InForce of(
      List<SpaceDefinition> spaces, List<StandingQuery> queries, List<PolicyText> policies) {
    InForce inForce = new InForce();
    spaces.forEach(space -> inForce.awaited.add(key(StatusKind.SPACE, space.space())));
    queries.forEach(query -> inForce.awaited.add(key(StatusKind.QUERY, query.id())));
    policies.forEach(policy -> inForce.awaited.add(key(StatusKind.POLICY, policy.policy())));
    return inForce;
  }

  void note(Status status) {
    String key = Keys.of(status);
    if (status.state() == StatusState.ACTIVE) {
      awaited.remove(key);
    } else if (awaited.contains(key)) {
      all.completeExceptionally(
          new IOException(key + " is " + status.state().code() + ": " + status.detail()));
    }
    if (awaited.isEmpty()) {
      all.complete(null);
    }
  }

  /** Completes when every one of them is in force; fails when one of them never will be. */
  CompletableFuture<Void> all() {
    return all;
  }

  private static String key(StatusKind kind, String id) {
    return kind.code() + "/" + id;
  }
}
