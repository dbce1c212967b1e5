package io.idealstream.stream.decide;

import io.idealstream.policy.CompiledPolicy;
import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.PolicySet;
import io.idealstream.policy.PolicyTimeline;
import io.idealstream.policy.Vocabulary;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.stream.Attempt;
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
  private final Set<String> existing;
  private final Set<String> awaited;

  /** Names of policies of which a version counts something. */
  private final Set<String> counting = new HashSet<>();

  /** Names of which nothing will come for now, as of policies that were rejected. */
  private final Set<String> without = new HashSet<>();

  /**
   * @param existing names that existed when the job started
   */
  KnownPolicies(Set<String> existing) {
    this.existing = existing;
    this.awaited = new HashSet<>(existing);
  }

  /** Whether every policy has been heard of that existed when the job started. */
  boolean isSettled() {
    return awaited.isEmpty();
  }

  PolicySet at(Instant time) {
    return timeline.at(time);
  }

  /** Whether a policy counts something, or did. */
  boolean count() {
    return !counting.isEmpty();
  }

  /** Whether a version is known; of many the oldest are not any more. */
  boolean knows(PolicyInForce change) {
    return timeline.isKnown(change.policy(), change.version());
  }

  /** All versions that are known, those of a name in their order. */
  List<PolicyInForce> all() {
    return versions.values().stream().flatMap(List::stream).toList();
  }

  /** Forgets names whose removal is in force since before a time; gives them. */
  List<String> forgetRemoved(Instant before) {
    List<String> gone = new ArrayList<>();
    versions.forEach(
        (name, known) -> {
          PolicyInForce last = known.get(known.size() - 1);
          if (last.text() == null && last.since() < before.toEpochMilli()) {
            gone.add(name);
          }
        });
    gone.forEach(
        name -> {
          versions.remove(name);
          timeline.forget(name);
          counting.remove(name);
        });
    return gone;
  }

  /** Whether a policy may have had a version at a time that is not known any more. */
  boolean isBeyond(Instant time) {
    return timeline.isBeyond(time);
  }

  /** Takes a change over; gives what is to be said of it. */
  Optional<Announcement> put(PolicyInForce change) {
    String name = change.policy();
    awaited.remove(name);
    if (change.forgotten()) {
      timeline.forget(name);
      counting.remove(name);
      List<PolicyInForce> known = versions.remove(name);
      note(name, existing.contains(name));
      return known == null
          ? Optional.empty()
          : Optional.of(
              Announcement.forgotten(
                  StatusKind.POLICY, name, known.get(known.size() - 1).version()));
    }
    note(name, change.version() == 0);
    return change.version() == 0 ? Optional.empty() : Optional.of(hold(change));
  }

  /** Whoever starts again does not hear it once more. */
  private void note(String name, boolean nothingComes) {
    if (nothingComes) {
      without.add(name);
    } else {
      without.remove(name);
    }
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
      } catch (RuntimeException unforeseen) {
        problem = Attempt.sentence(unforeseen);
      }
    }
    timeline.put(change.policy(), change.version(), since, policy);
    if (policy != null && !policy.policy().counts().isEmpty()) {
      counting.add(change.policy());
    }
    List<PolicyInForce> known =
        versions.computeIfAbsent(change.policy(), none -> new ArrayList<>());
    known.add(change);
    known.removeIf(one -> !timeline.isKnown(one.policy(), one.version()));
    if (policy == null) {
      String why = problem == null ? "removed, for items from %s on".formatted(since) : problem;
      return new Announcement(status(change, StatusState.DISABLED, why), null);
    }
    return new Announcement(status(change, StatusState.ACTIVE, detail(since)), policy.end(since));
  }

  /** From when on a policy is in force, in words. */
  static String detail(Instant since) {
    return "for items from %s on".formatted(since);
  }

  private static Status status(PolicyInForce change, StatusState state, String detail) {
    return new Status(StatusKind.POLICY, change.policy(), change.version(), state, detail);
  }

  /** What is known of a name as state; null for nothing. */
  byte[] toBytes(String policy) {
    List<PolicyInForce> known = versions.getOrDefault(policy, List.of());
    if (known.isEmpty() && !without.contains(policy)) {
      return null;
    }
    FlatWriter out = new FlatWriter(LAYOUT).number(known.size());
    known.forEach(one -> out.number(one.version()).bytes(one.text()).number(one.since()));
    return out.toBytes();
  }

  /** Takes over what state holds of a name; gives what is to be said of its last version. */
  Optional<Announcement> restore(String policy, byte[] bytes) {
    awaited.remove(policy);
    FlatReader in = new FlatReader("versions of a policy", LAYOUT, bytes);
    long number = in.number();
    note(policy, number == 0);
    Announcement last = null;
    for (long left = number; left > 0; left--) {
      last = hold(new PolicyInForce(policy, in.number(), in.bytes(), in.number(), false));
    }
    return Optional.ofNullable(last);
  }
}
