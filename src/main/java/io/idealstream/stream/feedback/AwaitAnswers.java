package io.idealstream.stream.feedback;

import io.idealstream.stream.AnsweredItem;
import io.idealstream.stream.FeedbackArrival;
import io.idealstream.wire.Trace;
import java.time.Instant;

/** Holds the answers about an item against feedback: one event for every space that gave some. */
public final class AwaitAnswers extends AwaitFeedback<AnsweredItem> {

  private static final long serialVersionUID = 1L;

  public AwaitAnswers(FeedbackSettings settings) {
    super(settings);
  }

  @Override
  void meet(Instant itemTime, byte[] item, FeedbackArrival feedback) {
    ItemAnswers held = ItemAnswers.of(item);
    for (byte[] answers : held.spaces()) {
      KeptAnswers kept = KeptAnswers.of(answers);
      emit(
          new AnsweredItem(
              kept.space(),
              kept.spaceVersion(),
              feedback.id(),
              feedback.feed(),
              held.model(),
              itemTime,
              feedback.time(),
              answers,
              feedback.values()));
    }
  }

  @Override
  Trace trace() {
    return Trace.LABELS_FOR_FEEDBACK;
  }

  @Override
  boolean tellsOfUnmatched() {
    return true;
  }

  /** An embedding is no answer. */
  @Override
  boolean meetsAlone(FeedbackArrival feedback) {
    return false;
  }
}
