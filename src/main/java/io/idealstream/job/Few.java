package io.idealstream.job;

import io.idealstream.wire.codec.Topic;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What is few, however many items come: definitions, acts, and what is told of feeds and spaces.
 * One subtask has all of it, whatever the parallelism, since each more takes threads, clients of
 * Kafka and buffers to all others.
 */
final class Few {

  static final int SUBTASKS = 1;

  private static final Set<Topic<?>> TOPICS =
      Set.of(
          Topic.CONTROLS,
          Topic.ERASURES,
          Topic.POLICIES,
          Topic.SPACES,
          Topic.DRIFT,
          Topic.DRIFT_SCORES,
          Topic.QUALITY,
          Topic.STATUS);

  private Few() {}

  static boolean are(Topic<?> topic) {
    return TOPICS.contains(topic);
  }

  /** With one subtask, if what is read from or written to a topic is few. */
  static <T> SingleOutputStreamOperator<T> of(
      Topic<?> topic, SingleOutputStreamOperator<T> operator) {
    return are(topic) ? operator.setParallelism(SUBTASKS) : operator;
  }
}
