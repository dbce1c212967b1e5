package io.idealstream.estimate;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;

/**
 * What operators down the stream remember of a prepared space.
 *
 * @param definition canonical JSON; null where the space is gone
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record HeldSpace(long version, String model, byte[] definition) {

  private static final int LAYOUT = 1;

  public static HeldSpace of(PreparedSpace space) {
    return new HeldSpace(space.version(), space.model(), space.definition());
  }

  public static HeldSpace of(byte[] state) {
    FlatReader in = new FlatReader("space", LAYOUT, state);
    return new HeldSpace(in.number(), in.text(), in.bytes());
  }

  public byte[] toBytes() {
    return new FlatWriter(LAYOUT).number(version).text(model).bytes(definition).toBytes();
  }

  /** Whether there is none any more. */
  public boolean gone() {
    return definition == null;
  }

  /** The definition of a space that is not gone. */
  public SpaceDefinition parsed() {
    try {
      return Topic.SPACES.decode(definition, Encoding.JSON);
    } catch (Unreadable damaged) {
      throw new IllegalStateException(
          "a space's definition in state cannot be read: " + damaged.getMessage(), damaged);
    }
  }
}
