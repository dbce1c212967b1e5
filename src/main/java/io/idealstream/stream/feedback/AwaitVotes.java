package io.idealstream.stream.feedback;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.FeedbackArrival;
import io.idealstream.stream.Modality;
import io.idealstream.wire.Trace;
import java.time.Instant;

/**
 * Makes votes of feedback: the embedding of the item that it is about, with the values that it
 * names. Feedback that brings an embedding votes with that, at its own time, and needs no item.
 */
public final class AwaitVotes extends AwaitFeedback<Embedded> {

  private static final long serialVersionUID = 1L;

  public AwaitVotes(FeedbackSettings settings) {
    super(settings);
  }

  @Override
  void meet(Instant itemTime, byte[] item, FeedbackArrival feedback) {
    HeldVector held = HeldVector.of(item);
    emit(vote(feedback, itemTime, held.model(), held.vector()));
  }

  @Override
  Trace trace() {
    return Trace.VECTOR_FOR_FEEDBACK;
  }

  @Override
  boolean meetsAlone(FeedbackArrival feedback) {
    if (feedback.vector() == null) {
      return false;
    }
    emit(vote(feedback, feedback.time(), feedback.model(), feedback.vector()));
    return true;
  }

  private static Embedded vote(
      FeedbackArrival feedback, Instant time, String model, float[] vector) {
    return new Embedded(
        Modality.FEEDBACK,
        feedback.id(),
        feedback.feed(),
        time,
        model,
        vector,
        null,
        feedback.values());
  }
}
