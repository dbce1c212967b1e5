/**
 * What a definition on trial would change: {@link io.idealstream.decision.trial.TrialAnswer} is one
 * answer about a factor, {@link io.idealstream.decision.trial.AnswerChanges} counts how those of
 * the live definition and of the one on trial differ on the same items, {@link
 * io.idealstream.decision.trial.PairedOutcomes} which of the two are right where the truth is
 * known, and {@link io.idealstream.decision.trial.HitChanges} which items two versions of a query
 * match.
 */
package io.idealstream.decision.trial;
