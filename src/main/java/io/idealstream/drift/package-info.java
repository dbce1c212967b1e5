/**
 * Drift that says its name: what changed in a feed, since when, and how often such an alarm is
 * false. Pure arithmetic, no I/O.
 *
 * <p>Begin with {@link io.idealstream.drift.DriftWatch}: it takes one feed's intervals and gives a
 * {@link io.idealstream.drift.Finding} where a drift begins, has another cause, or is over. Three
 * calls matter: {@link io.idealstream.drift.IntervalItems#add} gathers an interval, {@link
 * io.idealstream.drift.DriftWatch#of} goes on where a {@link io.idealstream.drift.DriftMemory} says
 * that it was, and {@link io.idealstream.drift.DriftWatch#close} takes the interval.
 *
 * <p>What it is made of, in the order of the data:
 *
 * <ol>
 *   <li>A {@link io.idealstream.drift.Signal} scores each {@link io.idealstream.drift.Item}, {@link
 *       io.idealstream.drift.Judgement} or {@link io.idealstream.drift.Arrivals} along its {@link
 *       io.idealstream.drift.Direction}s; a {@link io.idealstream.drift.Quantiser} makes small
 *       whole numbers of scores.
 *   <li>{@link io.idealstream.drift.SharedVotes} gathers an interval and lets near-duplicates share
 *       a vote; what is left of it are {@link io.idealstream.drift.Histograms}.
 *   <li>{@link io.idealstream.drift.ReferenceBuilder} gathers intervals until their effective
 *       number of items is enough; a {@link io.idealstream.drift.Reference} holds a {@link
 *       io.idealstream.drift.Standard} for each direction, and for each hour where a {@link
 *       io.idealstream.drift.Season} is asked for.
 *   <li>{@link io.idealstream.drift.Betting} turns an interval into what each bet makes of its
 *       stake; a {@link io.idealstream.drift.Detector} averages the bets by the weights of a {@link
 *       io.idealstream.drift.Budget} and raises an {@link io.idealstream.drift.Alarm} at a {@link
 *       io.idealstream.drift.Threshold}: guaranteed, or found by {@link
 *       io.idealstream.drift.Calibration}.
 *   <li>{@link io.idealstream.drift.Naming} finds the {@link io.idealstream.drift.Cause}. It
 *       remembers the {@link io.idealstream.drift.ItemMoments} of recent items and of the
 *       reference, and asks by {@link io.idealstream.drift.LabelShift} whether changed shares
 *       explain how items look. The shift is told as a {@link io.idealstream.drift.ShiftSplit} over
 *       {@link io.idealstream.drift.PictureWords}, or by a {@link io.idealstream.drift.Vocabulary}.
 *   <li>{@link io.idealstream.drift.Episodes} puts alarms together that have one cause.
 * </ol>
 */
package io.idealstream.drift;
