package io.idealstream.stream.drift;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.wire.Control;

/**
 * What changes how feeds are watched: a space, or an act.
 *
 * @param space null with an act
 * @param act null with a space
 */
public record WatchChange(PreparedSpace space, Control act) {

  public static WatchChange of(PreparedSpace space) {
    return new WatchChange(space, null);
  }

  public static WatchChange of(Control act) {
    return new WatchChange(null, act);
  }
}
