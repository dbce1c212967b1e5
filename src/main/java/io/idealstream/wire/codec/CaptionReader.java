package io.idealstream.wire.codec;

import io.idealstream.wire.Caption;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;

/** Reads topic {@code captions}. */
public final class CaptionReader {

  private final ItemRules rules;
  private final ItemReader<Caption> reader =
      new ItemReader<>(Topic.CAPTIONS, Caption.class, this::complete);

  public CaptionReader(ReadingLimits limits) {
    rules = new ItemRules(limits);
  }

  /** The caption, its feed and time filled in. */
  public Caption read(TopicRecord record) throws Unreadable {
    return reader.read(record);
  }

  private Caption complete(Caption caption, TopicRecord record) throws Unreadable {
    rules.checkId(caption.id());
    rules.checkCaption("text", caption.text());
    rules.checkValues(caption.values());
    return caption.with(rules.feed(caption.feed(), record), rules.time(caption.time(), record));
  }
}
