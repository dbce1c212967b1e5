package io.idealstream.stream;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.wire.Control;

/**
 * What those who sum up for a space hear of it: another version of it, or an act on its words.
 *
 * @param space null where it is an act
 * @param act null where it is a version
 */
public record SpaceNews(PreparedSpace space, Control act) {

  public static SpaceNews of(PreparedSpace space) {
    return new SpaceNews(space, null);
  }

  public static SpaceNews of(Control act) {
    return new SpaceNews(null, act);
  }
}
