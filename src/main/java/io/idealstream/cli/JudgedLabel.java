package io.idealstream.cli;

import io.idealstream.decision.quality.Temperature;
import java.time.Instant;
import java.util.Comparator;

/**
 * A label's answer about one factor, held against the truth.
 *
 * @param time of the item
 * @param item its key
 * @param given whether the label was given; if not, a threshold withheld it
 * @param sample probabilities in the order of the values' names
 */
record JudgedLabel(Instant time, String item, boolean given, Temperature.Sample sample) {

  /** The order in which items happened. */
  static final Comparator<JudgedLabel> IN_TIME =
      Comparator.comparing(JudgedLabel::time).thenComparing(JudgedLabel::item);
}
