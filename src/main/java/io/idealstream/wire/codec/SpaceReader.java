package io.idealstream.wire.codec;

import io.idealstream.wire.Reason;
import io.idealstream.wire.SpaceChange;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.config.Section;
import io.idealstream.wire.space.NotOffered;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.space.SpaceParser;
import java.util.Map;

/** Reads topic {@code spaces}. */
public final class SpaceReader {

  /**
   * The space to keep, or the name of the one to remove.
   *
   * @throws Unreadable with the space's name as subject, as far as the value or the key names it,
   *     and every problem of the space in its message
   */
  public SpaceChange read(TopicRecord record) throws Unreadable {
    String key = Subject.of(record);
    if (record.value() == null) {
      return new SpaceChange(Subject.removed(key), null);
    }
    try {
      ItemReader.requireValue(record);
      SpaceDefinition space = definition(Incoming.fields(record, Topic.SPACES));
      Subject.requireSame(key, space.space());
      requireOffered(space);
      return new SpaceChange(space.space(), space);
    } catch (Unreadable why) {
      throw Subject.attach(key, why);
    }
  }

  private static void requireOffered(SpaceDefinition space) throws Unreadable {
    Problems problems = new Problems();
    NotOffered.check(space, problems);
    if (!problems.none()) {
      throw new Unreadable(
          Reason.BAD_SPACE, String.join("; ", problems.sentences()), space.space());
    }
  }

  static SpaceDefinition definition(Map<String, Object> fields) throws Unreadable {
    Problems problems = new Problems();
    SpaceDefinition space = SpaceParser.parse(new Section(fields, "", problems));
    if (!problems.none()) {
      throw ItemReader.about(
          fields.get("space"),
          new Unreadable(Reason.BAD_SPACE, String.join("; ", problems.sentences())));
    }
    return space;
  }
}
