package io.idealstream.wire.codec;

import io.idealstream.wire.Blank;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TextChange;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;

/** Reads topic {@code texts}. */
public final class TextReader {

  private final ItemRules rules;
  private final ItemReader<TextVector> reader;

  public TextReader(ReadingLimits limits) {
    rules = new ItemRules(limits);
    reader = new ItemReader<>(Topic.TEXTS, TextVector.class, limits.dimension(), this::complete);
  }

  /** The vector of a text, or the key of the text to remove. */
  public TextChange read(TopicRecord record) throws Unreadable {
    String key = Subject.of(record);
    if (record.value() == null) {
      return new TextChange(Subject.removed(key), null);
    }
    TextVector vector = reader.read(record);
    String own = Keys.of(vector);
    if (!Keys.plainText(own).equals(key)) {
      Subject.requireSame(key, own);
    }
    return new TextChange(own, vector);
  }

  private TextVector complete(TextVector given, TopicRecord record) throws Unreadable {
    if (Blank.is(given.text())) {
      throw new Unreadable(Reason.WRONG_TYPE, "field text: expected a text, found a blank one");
    }
    rules.checkText("text", given.text());
    rules.checkVector("vector", given.vector(), given.model());
    return given;
  }
}
