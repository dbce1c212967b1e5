package io.idealstream.wire.codec;

import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;

/** The key of a message whose topic holds one state per key. */
public final class Subject {

  private Subject() {}

  /** The key as text; null for none. */
  public static String of(TopicRecord record) throws Unreadable {
    if (record.key() == null || record.key().length == 0) {
      return null;
    }
    String key = text(record.key());
    if (key == null) {
      throw new Unreadable(
          Reason.BAD_ID, "the key: expected a name, found " + FoundBytes.describe(record.key()));
    }
    return key;
  }

  /** The key as a name is written; null for bytes that are none, such as those of an integer. */
  static String text(byte[] key) {
    try {
      String text = JsonTree.utf8(key);
      return text.chars().anyMatch(Character::isISOControl) ? null : text;
    } catch (Unreadable notUtf8) {
      return null;
    }
  }

  static String removed(String key) throws Unreadable {
    if (key == null) {
      throw new Unreadable(Reason.NO_VALUE, "the message has neither a key nor a value");
    }
    return key;
  }

  /** A null value removes by key: a key of another name would make the value immortal. */
  static void requireSame(String key, String name) throws Unreadable {
    if (key != null && !key.equals(name)) {
      throw new Unreadable(
          Reason.KEY_MISMATCH,
          "expected key \"" + name + "\", as the value says, found \"" + key + '"',
          name);
    }
  }

  static Unreadable attach(String key, Unreadable why) {
    return why.subject() == null && key != null
        ? new Unreadable(why.reason(), key + ": " + why.getMessage(), key)
        : why;
  }
}
