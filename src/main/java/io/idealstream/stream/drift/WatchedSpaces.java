package io.idealstream.stream.drift;

import io.idealstream.drift.Seen;
import io.idealstream.estimate.HeldSpace;
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

/** The spaces whose feeds are watched, in one subtask, and what came of each feed. */
final class WatchedSpaces implements InForce<PreparedSpace, FeedSample> {

  private record Held(String model, SpaceDefinition definition) {}

  /** Empty for a space that is gone. */
  private final Map<String, Optional<Held>> spaces = new TreeMap<>();

  private final Samples samples;

  WatchedSpaces(DriftSettings settings) {
    samples = new Samples(settings);
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
      spaces.put(
          change.space(),
          gone
              ? Optional.empty()
              : Optional.of(new Held(change.model(), HeldSpace.of(change).parsed())));
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
    return spaces.getOrDefault(name, Optional.empty()).map(Held::model).orElse(null);
  }

  /** Keeps the item; what comes of many is taken by {@link #samples}. */
  @Override
  public void answer(Embedded item, Consumer<FeedSample> answers) {
    spaces.forEach(
        (name, held) -> {
          if (held.isPresent()
              && held.get().model.equals(item.model())
              && held.get().definition.appliesTo(item.feed())) {
            samples.add(name, item.feed(), item.id(), item.time(), new Seen(item.vector(), 0));
          }
        });
  }

  Samples samples() {
    return samples;
  }
}
