package io.idealstream.stream.drift;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.wire.Control;
import io.idealstream.wire.Erasure;

/**
 * What changes how feeds are watched, or what is kept of them: a space, an act, or an erasure.
 *
 * @param space null with another
 * @param act null with another
 * @param erasure null with another
 */
public record WatchChange(PreparedSpace space, Control act, Erasure erasure) {

  public static WatchChange of(PreparedSpace space) {
    return new WatchChange(space, null, null);
  }

  public static WatchChange of(Control act) {
    return new WatchChange(null, act, null);
  }

  public static WatchChange of(Erasure erasure) {
    return new WatchChange(null, null, erasure);
  }
}
