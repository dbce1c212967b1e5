/**
 * How good answers are, against what is true: {@link io.idealstream.decision.quality.JudgedAnswer}
 * one answer, {@link io.idealstream.decision.quality.AnswerSums} those of one group of items,
 * {@link io.idealstream.decision.quality.AnswerGroups} the groups held against each other. {@link
 * io.idealstream.decision.quality.Temperature} is what probabilities should have been made with, in
 * one batch; the sums tell it as well, nearly.
 */
package io.idealstream.decision.quality;
