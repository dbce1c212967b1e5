package io.idealstream.drift;

import java.util.List;
import java.util.Optional;

/**
 * That the drift of a feed has begun, goes on by another cause than was said, or is over.
 *
 * @param since interval after which it is estimated to have begun
 * @param detected interval of its first alarm
 * @param at interval that says so
 * @param score of the last alarm
 * @param threshold that it reached
 * @param change of what names the cause; empty where it has no name
 * @param examples identities of the items of the last interval that lie farthest along the shift
 */
public record Finding(
    State state,
    Episode episode,
    long since,
    long detected,
    long at,
    double score,
    double threshold,
    Optional<Change> change,
    List<String> examples) {

  /** Where a drift stands. */
  public enum State {
    /** An alarm without a drift before it. */
    STARTED,
    /** Its cause is another one, now that more items are known. */
    ONGOING,
    /** No alarm has come for long. */
    RECOVERED
  }

  /** Copies the list. */
  public Finding {
    examples = List.copyOf(examples);
  }
}
