package io.idealstream.demo.feed;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Codecs;
import io.idealstream.wire.codec.TopicWriter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at every second picture a second after it was sent, and says what is true of it. */
public final class Reviewer {

  private static final int ONE_IN = 2;
  private static final int TURNS_LATER = Feeder.PICTURES_PER_SECOND;

  private final TopicWriter<Feedback> writer =
      new TopicWriter<>(Codecs.FEEDBACK, Keys::of, Encoding.JSON);
  private final Deque<Turn> seen = new ArrayDeque<>();
  private long turns;

  /** Takes note of a turn; gives the feedback about an earlier one that is due with it. */
  public Optional<Outgoing> review(Turn turn, Instant now) {
    seen.add(turn);
    if (seen.size() <= TURNS_LATER) {
      return Optional.empty();
    }
    Turn due = seen.remove();
    boolean looks = turns++ % ONE_IN == 0 && !due.sample().values().isEmpty();
    return looks ? Optional.of(message(due, now)) : Optional.empty();
  }

  private Outgoing message(Turn turn, Instant now) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    turn.sample().values().forEach((factor, value) -> values.put(factor, List.of(value)));
    return writer.write(new Feedback(turn.id(), turn.feed(), now, values, "reviewer", null, null));
  }
}
