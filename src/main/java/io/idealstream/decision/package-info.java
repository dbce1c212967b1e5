/**
 * What an item is, and which standing queries it answers: pure arithmetic over unit vectors, no
 * I/O.
 *
 * <p>Labelling: a {@link io.idealstream.decision.Method} makes of {@link
 * io.idealstream.decision.SpaceVectors} a {@link io.idealstream.decision.Scoring} for one factor; a
 * {@link io.idealstream.decision.FactorLabeller} turns scores into an answer by a {@link
 * io.idealstream.decision.Rule}, of one value or of many, sets the plain prompts' answer beside it,
 * and lets an {@link io.idealstream.decision.Explainer} say what moved that; a {@link
 * io.idealstream.decision.SpaceLabeller} answers all factors of a space and lets its {@link
 * io.idealstream.decision.Gate} say whether the item is about the space at all. A further method is
 * one more implementation of {@code Method}, and its name in {@link
 * io.idealstream.decision.Methods}.
 *
 * <p>Matching: {@link io.idealstream.decision.StandingQueries} scores items against all standing
 * queries by matrix products; {@link io.idealstream.decision.Best} keeps the best of a window of
 * {@link io.idealstream.decision.Tumbling} time, and {@link io.idealstream.decision.RoughBest}
 * leaves out most of the others before their exact scores are worked out; {@link
 * io.idealstream.decision.Shown} tells what repeats itself; {@link
 * io.idealstream.decision.Contributions} says what each term adds; a {@link
 * io.idealstream.decision.QueryVector} makes a query's vector of its terms.
 *
 * <p>Every answer depends on the item and what is in force alone: not on the other items of a
 * batch, nor on the order in which spaces and queries came.
 */
package io.idealstream.decision;
