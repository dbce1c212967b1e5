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
  private final JobModel.Others others;

  private transient FeedbackReader reader;
  private transient OtherModels otherModels;
  private transient GivenEmbedding given;

  public ReadFeedback(
      TextEmbedding.Opening model, ReadingLimits limits, DeadLetterSettings deadLetters) {
    this(model, JobModel.Others.REFUSE, limits, deadLetters);
  }

  /**
   * @param model asked for its fingerprint and dimension, and closed again
   * @param others where they are left aside, the feedback stays, without its embedding
   */
  public ReadFeedback(
      TextEmbedding.Opening model,
      JobModel.Others others,
      ReadingLimits limits,
      DeadLetterSettings deadLetters) {
    super(limits, deadLetters);
    this.model = model;
    this.others = others;
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    reader = new FeedbackReader(limits());
    otherModels = new OtherModels(others, getRuntimeContext().getMetricGroup());
    try (TextEmbedding opened = model.open()) {
      given = new GivenEmbedding(opened.fingerprint(), opened.dimension(), opened.takesAnyLength());
    }
  }

  @Override
  FeedbackArrival read(TopicRecord record) throws Unreadable {
    Feedback feedback = reader.read(record);
    misspelt(reader.misspelt(), feedback.id(), record);
    checkTime(feedback.time(), record);
    float[] vector = vector(feedback);
    return new FeedbackArrival(
        feedback.id(),
        feedback.feed(),
        feedback.time(),
        feedback.values(),
        vector == null ? null : feedback.model(),
        vector,
        record.partition());
  }

  /** Null where there is none that can be used here. */
  private float[] vector(Feedback feedback) throws Unreadable {
    if (feedback.embedding() == null) {
      return null;
    }
    try {
      return given.take(feedback.id(), feedback.model(), feedback.embedding());
    } catch (Unreadable why) {
      if (otherModels.leavesAside(why)) {
        return null;
      }
      throw why;
    }
  }
}
