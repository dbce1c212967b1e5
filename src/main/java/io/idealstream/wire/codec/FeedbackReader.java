package io.idealstream.wire.codec;

import io.idealstream.wire.Feedback;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.time.Instant;
import java.util.List;

/** Reads topic {@code feedback}. */
public final class FeedbackReader {

  private final ItemRules rules;
  private final ItemReader<Feedback> reader;

  public FeedbackReader(ReadingLimits limits) {
    rules = new ItemRules(limits);
    reader = new ItemReader<>(Topic.FEEDBACK, Feedback.class, limits.dimension(), this::complete);
  }

  /** The feedback, its feed and time filled in; the key names the item, so it gives no feed. */
  public Feedback read(TopicRecord record) throws Unreadable {
    return reader.read(record);
  }

  /** As {@link ImageReader#misspelt}. */
  public List<String> misspelt() {
    return reader.misspelt();
  }

  private Feedback complete(Feedback feedback, TopicRecord record) throws Unreadable {
    rules.checkId(feedback.id());
    if (feedback.values().isEmpty()) {
      throw new Unreadable(Reason.BAD_VALUES, "field values: expected a value, found none");
    }
    rules.checkValues(feedback.values());
    rules.checkEmbedding(feedback.embedding(), feedback.model());
    String feed = feedback.feed() == null ? ItemRules.DEFAULT_FEED : feedback.feed();
    rules.checkFeed(feed);
    Instant time = rules.time(feedback.time(), record);
    return feedback.with(feed, time);
  }
}
