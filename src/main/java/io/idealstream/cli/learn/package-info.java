/**
 * How words that are learned from feedback answer: a {@link io.idealstream.cli.learn.Question} is
 * put to {@link io.idealstream.cli.learn.Items} while {@link
 * io.idealstream.cli.learn.LearningCurves} are drawn, by the methods and the estimates of the job.
 */
package io.idealstream.cli.learn;
