package io.idealstream.stream.space;

import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.Inference;
import io.idealstream.estimate.KnownSpace;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.PreparedState;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.inforce.Announcement;
import io.idealstream.stream.inforce.InForce;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.metrics.MetricGroup;

/** The spaces that items vote in, in one subtask; votes come in the order of their names. */
final class VotingSpaces implements InForce<PreparedSpace, Observation> {

  private record Voting(KnownSpace space, Optional<Inference> inference) {

    static Voting of(PreparedSpace prepared) {
      KnownSpace known = KnownSpace.of(HeldSpace.of(prepared));
      return new Voting(known, Inference.of(prepared, known));
    }
  }

  /** Empty for a space that is gone. */
  private final Map<String, Optional<Voting>> spaces = new TreeMap<>();

  private VoteCounters counters;
  private UnknownNames unknown;

  @Override
  public void count(MetricGroup metrics) {
    counters = new VoteCounters(metrics);
    unknown = new UnknownNames(metrics);
  }

  /** Captions vote too. */
  @Override
  public boolean concerns(Embedded item) {
    return true;
  }

  @Override
  public String name(PreparedSpace change) {
    return change.space();
  }

  @Override
  public byte[] toBytes(PreparedSpace change) {
    return PreparedState.toBytes(change);
  }

  @Override
  public PreparedSpace fromBytes(byte[] bytes) {
    return PreparedState.of(bytes);
  }

  @Override
  public boolean isKept(PreparedSpace change) {
    return change.version() != PreparedSpace.FORGOTTEN && !change.awaitsWords();
  }

  @Override
  public List<Announcement> put(PreparedSpace change) {
    if (!change.awaitsWords()) {
      boolean gone = change.definition() == null;
      spaces.put(change.space(), gone ? Optional.empty() : Optional.of(Voting.of(change)));
    }
    return List.of();
  }

  @Override
  public void forget(String name) {
    spaces.computeIfPresent(name, (space, known) -> known.isEmpty() ? null : known);
  }

  @Override
  public boolean isSettled(String name) {
    return spaces.containsKey(name);
  }

  @Override
  public String model(String name) {
    return spaces
        .getOrDefault(name, Optional.empty())
        .map(voting -> voting.space.model())
        .orElse(null);
  }

  private List<SpaceDefinition> definitions() {
    return spaces.values().stream()
        .flatMap(Optional::stream)
        .map(voting -> voting.space.definition())
        .toList();
  }

  @Override
  public void answer(Embedded item, Consumer<Observation> answers) {
    if (item.values() != null) {
      unknown.notice(item, definitions());
    }
    spaces.forEach(
        (name, known) -> {
          if (known.isPresent()) {
            Vote vote = Vote.of(item, known.get().space, known.get().inference);
            counters.count(name, vote);
            vote.observation().ifPresent(answers);
          }
        });
  }
}
