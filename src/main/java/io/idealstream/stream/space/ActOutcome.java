package io.idealstream.stream.space;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.wire.Control;
import io.idealstream.wire.Word;
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
          "words of %s are those of %s, %d events since then are set aside, and what comes is"
              .formatted(what, act.toTime(), moved.aside());
      case UNFREEZE ->
          "words of %s go on, %d events that were set aside are dropped"
              .formatted(what, moved.out());
      default ->
          "words of %s go on, %d events that were set aside count".formatted(what, moved.counted());
    };
  }

  private static String rollback(Control act, String what, KeptSums.Moved moved) {
    return moved.out() >= 0
        ? "%d events of %s since %s are out".formatted(moved.out(), what, act.toTime())
        : "%d events of %s that an earlier one took out are back".formatted(-moved.out(), what);
  }
}
