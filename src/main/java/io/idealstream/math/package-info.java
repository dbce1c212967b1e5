/**
 * Vectors, factor spaces and ideal words: pure arithmetic, no I/O.
 *
 * <p>A tour in the order of the data:
 *
 * <ol>
 *   <li>{@link io.idealstream.math.FactorSpace} names the factors and their values; a {@link
 *       io.idealstream.math.Cell} is one combination of them.
 *   <li>{@link io.idealstream.math.VectorSum} adds weighted vectors, taken from an {@link
 *       io.idealstream.math.Anchor}. {@link io.idealstream.math.CellSums} keeps one per seen cell,
 *       {@link io.idealstream.math.Moments} one per value and the weights of pairs.
 *   <li>{@link io.idealstream.math.ForwardDecay} weighs events by their time, so that sums forget;
 *       {@link io.idealstream.math.Decayed} keeps sums together with the landmark of their weights.
 *   <li>A {@link io.idealstream.math.Weighting} turns sums into {@link
 *       io.idealstream.math.IdealWords}. The estimate is always derived, never updated: that is why
 *       order of arrival, parallelism and merging cannot change it.
 *   <li>{@link io.idealstream.math.LeastSquares} is the fit behind two of them. With a {@link
 *       io.idealstream.math.Prior} it shrinks words towards what was known before; {@link
 *       io.idealstream.math.Uncertainty} says how sure they are and how much of them is prior.
 *   <li>{@link io.idealstream.math.DecomposabilityScores}, {@link
 *       io.idealstream.math.NearestNeighbours}, {@link io.idealstream.math.CellNoise} and {@link
 *       io.idealstream.math.Disentanglement} say how far the additive model can be trusted; {@link
 *       io.idealstream.math.BatchFit} says it all of one batch.
 *   <li>{@link io.idealstream.math.Composition} puts vectors together from words, {@link
 *       io.idealstream.math.Modality} makes texts and images two values of one factor, and {@link
 *       io.idealstream.math.PromptDesign} chooses prompts for spaces too large to visit.
 * </ol>
 */
package io.idealstream.math;
