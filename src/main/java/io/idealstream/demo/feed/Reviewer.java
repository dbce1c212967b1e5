package io.idealstream.demo.feed;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at every second picture a second after it was sent, and says what is true of it in the
 * words of the spaces that are there.
 */
public final class Reviewer {

  private static final int ONE_IN = 2;
  private static final int TURNS_LATER = Feeder.PICTURES_PER_SECOND;

  private final Map<String, Set<String>> known = new HashMap<>();
  private final Deque<Turn> seen = new ArrayDeque<>();
  private long turns;

  /**
   * @param spaces whose values it knows
   */
  public Reviewer(Collection<SpaceDefinition> spaces) {
    spaces.forEach(
        space ->
            space
                .factors()
                .forEach(
                    (factor, definition) ->
                        known
                            .computeIfAbsent(factor, unseen -> new HashSet<>())
                            .addAll(definition.values().keySet())));
  }

  /** Takes note of a turn; gives the feedback about an earlier one that is due with it. */
  public Optional<Outgoing> review(Turn turn, Instant now) {
    seen.add(turn);
    if (seen.size() <= TURNS_LATER) {
      return Optional.empty();
    }
    Turn due = seen.remove();
    Map<String, List<String>> values = values(due.sample());
    boolean looks = turns++ % ONE_IN == 0 && due.whole() && !values.isEmpty();
    return looks ? Optional.of(message(due, values, now)) : Optional.empty();
  }

  private Map<String, List<String>> values(Sample sample) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    sample
        .values()
        .forEach(
            (factor, value) -> {
              if (known.getOrDefault(factor, Set.of()).contains(value)) {
                values.put(factor, List.of(value));
              }
            });
    return values;
  }

  private Outgoing message(Turn turn, Map<String, List<String>> values, Instant now) {
    return Topic.FEEDBACK.message(
        new Feedback(turn.id(), turn.feed(), now, values, "reviewer", null, null), Encoding.JSON);
  }
}
