package io.idealstream.wire.codec;

import io.idealstream.wire.Caption;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.util.List;

/** Reads topic {@code captions}. */
public final class CaptionReader {

  private final ItemRules rules;
  private final ItemReader<Caption> reader;

  public CaptionReader(ReadingLimits limits) {
    rules = new ItemRules(limits);
    reader = new ItemReader<>(Topic.CAPTIONS, Caption.class, limits.dimension(), this::complete);
  }

  /** The caption, its feed and time filled in. */
  public Caption read(TopicRecord record) throws Unreadable {
    return reader.read(record);
  }

  /** As {@link ImageReader#misspelt}. */
  public List<String> misspelt() {
    return reader.misspelt();
  }

  private Caption complete(Caption caption, TopicRecord record) throws Unreadable {
    rules.checkId(caption.id());
    rules.checkCaption("text", caption.text());
    rules.checkValues(caption.values());
    rules.checkEmbedding(caption.embedding(), caption.model());
    return caption.with(rules.feed(caption.feed(), record), rules.time(caption.time(), record));
  }
}
