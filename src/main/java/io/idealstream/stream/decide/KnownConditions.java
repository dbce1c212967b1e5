package io.idealstream.stream.decide;

import io.idealstream.policy.Condition;
import io.idealstream.policy.Condition.Subject;
import io.idealstream.policy.ConditionTimeline;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.BroadcastState;

/** How things stand, as one subtask knows it, and as its state does. */
final class KnownConditions {

  private final ConditionTimeline timeline = new ConditionTimeline();
  private final BroadcastState<String, byte[]> state;

  /**
   * @param state under each subject what {@link ConditionTimeline} writes of it
   */
  KnownConditions(BroadcastState<String, byte[]> state) throws Exception {
    this.state = state;
    for (Map.Entry<String, byte[]> known : state.entries()) {
      timeline.restore(known.getValue());
    }
  }

  ConditionTimeline timeline() {
    return timeline;
  }

  /**
   * @param reached event time of items in milliseconds since 1970; {@code Long.MIN_VALUE} for none
   */
  void put(Condition condition, long reached) throws Exception {
    timeline.put(condition);
    write(condition.subject());
    if (reached != Long.MIN_VALUE) {
      for (Subject subject : timeline.prune(Instant.ofEpochMilli(reached))) {
        write(subject);
      }
    }
  }

  private void write(Subject subject) throws Exception {
    byte[] known = timeline.toBytes(subject);
    if (known == null) {
      state.remove(name(subject));
    } else {
      state.put(name(subject), known);
    }
  }

  private static String name(Subject subject) {
    return String.join(
        "\n",
        subject.space(),
        Objects.requireNonNullElse(subject.feed(), ""),
        Objects.requireNonNullElse(subject.factor(), ""),
        Objects.requireNonNullElse(subject.watch(), ""));
  }
}
