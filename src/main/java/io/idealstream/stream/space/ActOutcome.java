package io.idealstream.stream.space;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.wire.Control;
import io.idealstream.wire.Word;
import io.idealstream.wire.config.Count;
import java.time.Instant;

/** What an act did to the sums of one estimate, as a sentence. */
final class ActOutcome {

  private ActOutcome() {}

  /**
   * Such as {@code rollback by anna: 120 events of images since 2026-03-01T12:00:00Z are out}.
   *
   * @param act back to the beginning of a slice
   * @param reach time before which events cannot be told apart
   */
  static String of(Control act, EstimateKey key, KeptSums.Moved moved, Instant reach) {
    String from = key.feed().equals(Word.EVERY_FEED) ? "" : " from " + key.feed();
    String what = key.source().code() + from;
    String text = "%s by %s: %s".formatted(act.act().code(), act.by(), sentence(act, what, moved));
    return act.toTime() != null && act.toTime().isBefore(reach)
        ? text + "; those before %s cannot be told apart any more and stay".formatted(reach)
        : text;
  }

  private static String sentence(Control act, String what, KeptSums.Moved moved) {
    return switch (act.act()) {
      case ROLLBACK -> rollback(act, what, moved);
      case FREEZE ->
          "words of %s are those of %s, %s set aside, and what comes is"
              .formatted(
                  what,
                  act.toTime(),
                  Count.of(moved.aside(), "event since then is", "events since then are"));
      case UNFREEZE ->
          "words of %s go on, %s dropped"
              .formatted(
                  what,
                  Count.of(
                      moved.out(),
                      "event that was set aside is",
                      "events that were set aside are"));
      default ->
          "words of %s go on, %s"
              .formatted(
                  what,
                  Count.of(
                      moved.counted(),
                      "event that was set aside counts",
                      "events that were set aside count"));
    };
  }

  private static String rollback(Control act, String what, KeptSums.Moved moved) {
    return moved.out() >= 0
        ? "%s of %s since %s %s out"
            .formatted(
                Count.of(moved.out(), "event"), what, act.toTime(), moved.out() == 1 ? "is" : "are")
        : "%s of %s that an earlier one took out %s back"
            .formatted(Count.of(-moved.out(), "event"), what, moved.out() == -1 ? "is" : "are");
  }
}
