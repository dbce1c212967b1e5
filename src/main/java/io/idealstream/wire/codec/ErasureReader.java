package io.idealstream.wire.codec;

import io.idealstream.wire.Erasure;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;

/** Reads topic {@code erasures}. */
public final class ErasureReader {

  private final ItemRules rules;

  public ErasureReader(ReadingLimits limits) {
    rules = new ItemRules(limits);
  }

  /**
   * The erasure, with the time at which it was asked for.
   *
   * @throws Unreadable with the request, as far as the value or the key names it
   */
  public Erasure read(TopicRecord record) throws Unreadable {
    String key = Subject.of(record);
    if (record.value() == null) {
      throw new Unreadable(
          Reason.NO_VALUE, "the message has no value: what is forgotten does not come back", key);
    }
    try {
      Erasure erasure = complete(Topic.ERASURES.decode(record), record);
      Subject.requireSame(key, Keys.of(erasure));
      return erasure;
    } catch (Unreadable why) {
      throw Subject.attach(key, why);
    }
  }

  private Erasure complete(Erasure erasure, TopicRecord record) throws Unreadable {
    rules.checkName("request", erasure.request(), Reason.BAD_ID);
    rules.checkFeed(erasure.feed());
    rules.checkId(erasure.id());
    rules.checkName("by", erasure.by(), Reason.BAD_ERASURE);
    if (erasure.reason() != null) {
      rules.checkText("reason", erasure.reason());
    }
    return erasure.askedAt(rules.time(erasure.time(), record));
  }
}
