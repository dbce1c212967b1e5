package io.idealstream.stream.embed;

import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.QueryChange;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.QueryReader;
import io.idealstream.wire.codec.ReadingLimits;
import org.apache.flink.api.common.functions.OpenContext;

/** Reads topic {@code queries}; a bad query is also news about its id. */
public final class ReadQueries extends ReadTopic<QueryArrival> {
  private static final long serialVersionUID = 1L;

  private final ReadingLimits limits;

  private transient QueryReader reader;

  public ReadQueries(ReadingLimits limits, DeadLetterSettings deadLetters) {
    super(deadLetters);
    this.limits = limits;
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    reader = new QueryReader(limits);
  }

  @Override
  QueryArrival read(TopicRecord record) throws Unreadable {
    QueryChange change = reader.read(record);
    return new QueryArrival(change.id(), change.query(), null);
  }

  @Override
  QueryArrival rejected(String id, String why) {
    return new QueryArrival(id, null, why);
  }
}
