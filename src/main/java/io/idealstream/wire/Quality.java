package io.idealstream.wire;

import java.time.Instant;
import java.util.Map;

/**
 * How good a space's answers and words are, one record of a series: live accuracy of a factor
 * against feedback, or the scores of the space's words at a publication. What a record does not say
 * is null.
 *
 * @param asOf event time up to which feedback or estimates count; null for estimates of prompts
 *     alone, which are of no time
 * @param items decayed effective number of items with feedback
 * @param raw of the plain prompts' answers
 * @param debiased of the debiased labels that were not withheld
 * @param abstained share of the debiased labels that were withheld
 * @param calibration of the same labels as {@code debiased}
 * @param estimates source to its scores; {@code source/feed} where a space is estimated per feed
 * @param sets true value to what is known of its items' sets; null where the space asks for none
 * @param sideEffects along the space's other label factors; null where there are none, or too few
 *     items tell
 * @param knownFrom event time of the items from which on policies know of it
 */
public record Quality(
    String space,
    long spaceVersion,
    @OrAbsent String factor,
    @OrNull Instant asOf,
    @OrAbsent Double items,
    @OrAbsent GroupAccuracy raw,
    @OrAbsent GroupAccuracy debiased,
    @OrAbsent Double abstained,
    @OrAbsent Calibration calibration,
    @OrAbsent Map<String, SourceScores> estimates,
    @OrAbsent Map<String, SetCoverage> sets,
    @OrAbsent SideEffects sideEffects,
    @OrAbsent Instant knownFrom) {

  /** A record that nobody has dated for policies. */
  public Quality(
      String space,
      long spaceVersion,
      String factor,
      Instant asOf,
      Double items,
      GroupAccuracy raw,
      GroupAccuracy debiased,
      Double abstained,
      Calibration calibration,
      Map<String, SourceScores> estimates,
      Map<String, SetCoverage> sets,
      SideEffects sideEffects) {
    this(
        space,
        spaceVersion,
        factor,
        asOf,
        items,
        raw,
        debiased,
        abstained,
        calibration,
        estimates,
        sets,
        sideEffects,
        null);
  }

  /** A record that says nothing of sets and side effects. */
  public Quality(
      String space,
      long spaceVersion,
      String factor,
      Instant asOf,
      Double items,
      GroupAccuracy raw,
      GroupAccuracy debiased,
      Double abstained,
      Calibration calibration,
      Map<String, SourceScores> estimates) {
    this(
        space,
        spaceVersion,
        factor,
        asOf,
        items,
        raw,
        debiased,
        abstained,
        calibration,
        estimates,
        null,
        null);
  }

  /** The same, known to policies from a time on. */
  public Quality knownFrom(Instant time) {
    return new Quality(
        space,
        spaceVersion,
        factor,
        asOf,
        items,
        raw,
        debiased,
        abstained,
        calibration,
        estimates,
        sets,
        sideEffects,
        time);
  }
}
