package io.idealstream.job;

import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Where the messages of a topic go. */
@FunctionalInterface
public interface Sinks {
  /** Ends a stream of messages in a topic, with a fixed uid. */
  void attach(DataStream<Outgoing> messages, Topic<?> topic);
}
