package io.idealstream.stream.space;

import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.Inference;
import io.idealstream.estimate.KnownSpace;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.inforce.PreparedSpaces;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.metrics.MetricGroup;

/** The spaces that items vote in, in one subtask; votes come in the order of their names. */
final class VotingSpaces extends PreparedSpaces<VotingSpaces.Voting, Observation> {

  record Voting(KnownSpace space, Optional<Inference> inference) {

    static Voting of(PreparedSpace prepared) {
      KnownSpace known = KnownSpace.of(HeldSpace.of(prepared));
      return new Voting(known, Inference.of(prepared, known));
    }
  }

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
  protected Voting held(PreparedSpace space) {
    return Voting.of(space);
  }

  @Override
  protected String modelOf(Voting held) {
    return held.space.model();
  }

  private List<SpaceDefinition> definitions() {
    List<SpaceDefinition> definitions = new ArrayList<>();
    forEach((name, voting) -> definitions.add(voting.space.definition()));
    return definitions;
  }

  @Override
  public void answer(Embedded item, Consumer<Observation> answers) {
    if (item.values() != null) {
      unknown.notice(item, definitions());
    }
    forEach(
        (name, voting) -> {
          Vote vote = Vote.of(item, voting.space, voting.inference);
          counters.count(name, vote);
          vote.observation().ifPresent(answers);
        });
  }
}
