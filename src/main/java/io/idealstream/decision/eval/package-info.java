/**
 * The tables by which methods are compared, over items whose truth is known: pure arithmetic over
 * vectors and answers, no I/O.
 *
 * <p>A {@link io.idealstream.decision.eval.Contest} answers items by several methods, with the
 * labellers of the job. {@link io.idealstream.decision.eval.GroupTable} counts the answers by group
 * and {@link io.idealstream.decision.eval.CompositionTable} by combination; {@link
 * io.idealstream.decision.eval.RetrievalTable} ranks pictures by texts and personal concepts;
 * {@link io.idealstream.decision.eval.Decomposition} says how nearly prompts are sums of words.
 * Standard errors come from a {@link io.idealstream.decision.eval.Bootstrap} over the items.
 */
package io.idealstream.decision.eval;
