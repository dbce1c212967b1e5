package io.idealstream.wire.codec;

import io.idealstream.wire.TopicPlan;
import java.util.function.Function;

/** A control topic that only a test knows. */
public final class UnlistedTopic {
  private UnlistedTopic() {}

  public static <T extends Record> Topic<T> control(
      String code, Class<T> type, Function<T, String> key) {
    return new Topic<>(code, Topic.Use.CONTROL, Form.of(type), key, TopicPlan.compacted());
  }
}
