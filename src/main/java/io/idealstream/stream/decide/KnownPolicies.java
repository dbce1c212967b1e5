package io.idealstream.stream.decide;

import io.idealstream.policy.CompiledPolicy;
import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.PolicySet;
import io.idealstream.policy.PolicyTimeline;
import io.idealstream.policy.Vocabulary;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.stream.inforce.Announcement;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.config.Misconfigured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The policies that one subtask knows, and those that it waits for. */
final class KnownPolicies {

  private static final int LAYOUT = 1;

  private final PolicyTimeline timeline = new PolicyTimeline();
  private final Map<String, List<PolicyInForce>> versions = new HashMap<>();
  private final Set<String> awaited;

  /**
   * @param awaited names that existed when the job started
   */
  KnownPolicies(Set<String> awaited) {
    this.awaited = new HashSet<>(awaited);
  }

  /** Whether every policy has been heard of that existed when the job started. */
  boolean isSettled() {
    return awaited.isEmpty();
  }

  PolicySet at(Instant time) {
    return timeline.at(time);
  }

  /** Takes a change over; gives what is to be said of it. */
  Optional<Announcement> put(PolicyInForce change) {
    awaited.remove(change.policy());
    if (change.forgotten()) {
      timeline.forget(change.policy());
      List<PolicyInForce> known = versions.remove(change.policy());
      return known == null
          ? Optional.empty()
          : Optional.of(
              Announcement.forgotten(
                  StatusKind.POLICY, change.policy(), known.get(known.size() - 1).version()));
    }
    return change.version() == 0 ? Optional.empty() : Optional.of(hold(change));
  }

  private Announcement hold(PolicyInForce change) {
    Instant since = Instant.ofEpochMilli(change.since());
    CompiledPolicy policy = null;
    String problem = null;
    if (change.text() != null) {
      try {
        policy = PolicyFile.read(change.policy(), change.text(), Vocabulary.UNKNOWN);
      } catch (Misconfigured wrong) { // an earlier build took it
        problem = String.join("; ", wrong.problems());
      }
    }
    timeline.put(change.policy(), change.version(), since, policy);
    List<PolicyInForce> known =
        versions.computeIfAbsent(change.policy(), none -> new ArrayList<>());
    known.add(change);
    known.removeIf(one -> !timeline.isKnown(one.policy(), one.version()));
    if (policy == null) {
      String why = problem == null ? "removed, for items from %s on" : problem;
      return new Announcement(status(change, StatusState.DISABLED, why.formatted(since)), null);
    }
    return new Announcement(
        status(change, StatusState.ACTIVE, "for items from %s on".formatted(since)),
        policy.end(since));
  }

  private static Status status(PolicyInForce change, StatusState state, String detail) {
    return new Status(StatusKind.POLICY, change.policy(), change.version(), state, detail);
  }

  /** The versions of a name as state; null for none. */
  byte[] toBytes(String policy) {
    List<PolicyInForce> known = versions.get(policy);
    if (known == null) {
      return null;
    }
    FlatWriter out = new FlatWriter(LAYOUT).text(policy).number(known.size());
    known.forEach(one -> out.number(one.version()).bytes(one.text()).number(one.since()));
    return out.toBytes();
  }

  /** Takes over what state holds of a name; gives what is to be said of its last version. */
  Announcement restore(byte[] bytes) {
    FlatReader in = new FlatReader("versions of a policy", LAYOUT, bytes);
    String policy = in.text();
    awaited.remove(policy);
    Announcement last = null;
    for (long left = in.number(); left > 0; left--) {
      last = hold(new PolicyInForce(policy, in.number(), in.bytes(), in.number(), false));
    }
    return last;
  }
}
