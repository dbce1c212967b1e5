/**
 * Definitions on trial beside the live ones: {@link io.idealstream.cli.trial.TrialTopics} reads
 * what there is to say of both, {@link io.idealstream.cli.trial.SpaceComparison} and {@link
 * io.idealstream.cli.trial.QueryComparison} hold their answers against each other, and {@link
 * io.idealstream.cli.trial.SpaceReport} and {@link io.idealstream.cli.trial.QueryReport} say it.
 */
package io.idealstream.cli.trial;
