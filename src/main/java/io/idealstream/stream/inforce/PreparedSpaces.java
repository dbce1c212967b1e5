package io.idealstream.stream.inforce;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.PreparedState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The prepared spaces that are in force in one subtask, by their names; each is taken apart once
 * for all the items that are held against it.
 *
 * @param <H> a space taken apart
 * @param <A> an answer
 */
public abstract class PreparedSpaces<H, A> implements InForce<PreparedSpace, A> {

  /** Empty for a space that is gone. */
  private final Map<String, Optional<H>> spaces = new TreeMap<>();

  /** Takes a space apart that has its words. */
  protected abstract H held(PreparedSpace space);

  /** Fingerprint of the model of a space. */
  protected abstract String modelOf(H held);

  /** Every space that is not gone, in the order of the names. */
  protected final void forEach(BiConsumer<String, H> use) {
    spaces.forEach((name, held) -> held.ifPresent(present -> use.accept(name, present)));
  }

  @Override
  public final String name(PreparedSpace change) {
    return change.space();
  }

  @Override
  public final byte[] toBytes(PreparedSpace change) {
    return PreparedState.toBytes(change);
  }

  @Override
  public final PreparedSpace fromBytes(byte[] bytes) {
    return PreparedState.of(bytes);
  }

  @Override
  public final boolean isKept(PreparedSpace change) {
    return change.version() != PreparedSpace.FORGOTTEN && !change.awaitsWords();
  }

  @Override
  public final List<Announcement> put(PreparedSpace change) {
    if (!change.awaitsWords()) {
      boolean gone = change.definition() == null;
      spaces.put(change.space(), gone ? Optional.empty() : Optional.of(held(change)));
    }
    return List.of();
  }

  @Override
  public final void forget(String name) {
    spaces.computeIfPresent(name, (space, known) -> known.isEmpty() ? null : known);
  }

  @Override
  public final boolean isSettled(String name) {
    return spaces.containsKey(name);
  }

  @Override
  public final String model(String name) {
    return spaces.getOrDefault(name, Optional.empty()).map(this::modelOf).orElse(null);
  }
}
