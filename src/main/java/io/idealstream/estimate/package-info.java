/**
 * Ideal words of a space from running sums; without a clock, a file or Flink.
 *
 * <p>Begin with {@link io.idealstream.estimate.Fit}. Three calls matter:
 *
 * <ol>
 *   <li>{@link io.idealstream.estimate.PartialSum} adds a vector to the sum of its cell, and sums
 *       merge in any order;
 *   <li>{@link io.idealstream.estimate.Fit#of} solves sums by the weighting of their space, and
 *       {@link io.idealstream.estimate.Fit#estimate} gives the words with their support, errors and
 *       scores;
 *   <li>{@link io.idealstream.estimate.Fit#completed} fills with the words of prompts what the
 *       events leave open.
 * </ol>
 *
 * <p>{@link io.idealstream.estimate.CarryOver} brings sums under another definition, and {@link
 * io.idealstream.estimate.Marginals} and {@link io.idealstream.estimate.SpanningCells} are what is
 * kept of a space with too many cells.
 */
package io.idealstream.estimate;
