package io.idealstream.stream.embed;

import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.SpaceChange;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.SpaceReader;
import io.idealstream.wire.codec.Topic;
import org.apache.flink.api.common.functions.OpenContext;

/** Reads topic {@code spaces}; a bad space is also news about its name. */
public final class ReadSpaces extends ReadTopic<SpaceArrival> {
  private static final long serialVersionUID = 1L;

  private transient SpaceReader reader;

  public ReadSpaces(DeadLetterSettings deadLetters) {
    super(deadLetters);
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    reader = new SpaceReader();
  }

  @Override
  SpaceArrival read(TopicRecord record) throws Unreadable {
    SpaceChange change = reader.read(record);
    byte[] definition =
        change.definition() == null
            ? null
            : Topic.SPACES.encode(change.definition(), Encoding.JSON);
    return new SpaceArrival(change.space(), definition, null);
  }

  @Override
  SpaceArrival rejected(String space, String why) {
    return new SpaceArrival(space, null, why);
  }
}
