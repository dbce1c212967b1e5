package io.idealstream.stream.embed;

import io.idealstream.stream.FeedbackArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.FeedbackReader;
import io.idealstream.wire.codec.ReadingLimits;
import org.apache.flink.api.common.functions.OpenContext;

/** Reads topic {@code feedback}; an embedding that it brings must be of the model that runs. */
public final class ReadFeedback extends ReadItems<FeedbackArrival> {
  private static final long serialVersionUID = 1L;

  private final TextEmbedding.Opening model;

  private transient FeedbackReader reader;
  private transient GivenEmbedding given;

  /**
   * @param model asked for its fingerprint and dimension, and closed again
   */
  public ReadFeedback(
      TextEmbedding.Opening model, ReadingLimits limits, DeadLetterSettings deadLetters) {
    super(limits, deadLetters);
    this.model = model;
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    reader = new FeedbackReader(limits());
    try (TextEmbedding opened = model.open()) {
      given = new GivenEmbedding(opened.fingerprint(), opened.dimension());
    }
  }

  @Override
  FeedbackArrival read(TopicRecord record) throws Unreadable {
    Feedback feedback = reader.read(record);
    checkTime(feedback.time(), record);
    boolean own = feedback.embedding() != null;
    return new FeedbackArrival(
        feedback.id(),
        feedback.feed(),
        feedback.time(),
        feedback.values(),
        own ? feedback.model() : null,
        own ? given.take(feedback.id(), feedback.model(), feedback.embedding()) : null);
  }
}
