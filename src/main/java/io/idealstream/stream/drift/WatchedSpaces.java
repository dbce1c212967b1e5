package io.idealstream.stream.drift;

import io.idealstream.drift.Seen;
import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.inforce.PreparedSpaces;
import io.idealstream.wire.TrialName;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.function.Consumer;

/** The spaces whose feeds are watched, in one subtask, and what came of each feed. */
final class WatchedSpaces extends PreparedSpaces<WatchedSpaces.Held, FeedSample> {

  record Held(String model, SpaceDefinition definition) {

    /** Nothing is done about the drift of a space on trial: it is not watched. */
    boolean watches(String feed) {
      return definition.appliesTo(feed) && !TrialName.isOne(definition.space());
    }
  }

  private final Samples samples;

  WatchedSpaces(DriftSettings settings) {
    samples = new Samples(settings);
  }

  @Override
  protected Held held(PreparedSpace space) {
    return new Held(space.model(), HeldSpace.of(space).parsed());
  }

  @Override
  protected String modelOf(Held held) {
    return held.model;
  }

  /** Keeps the item; what comes of many is taken by {@link #samples}. */
  @Override
  public void answer(Embedded item, Consumer<FeedSample> answers) {
    forEach(
        (name, held) -> {
          if (held.model.equals(item.model()) && held.watches(item.feed())) {
            samples.add(
                name, item.feed(), item.id(), item.time(), new Seen(item.vector(), item.pixels()));
          }
        });
  }

  /** Counts an image that became a dead letter. */
  void count(Embedded lost) {
    forEach(
        (name, held) -> {
          if (held.watches(lost.feed())) {
            samples.count(name, lost.feed(), lost.time());
          }
        });
  }

  Samples samples() {
    return samples;
  }
}
