/**
 * Ground truth as a stream: items wait for feedback about them, or feedback for its item.
 *
 * <p>{@link io.idealstream.stream.feedback.AwaitFeedback} is the join, keyed by feed and id, with
 * what waits in {@link io.idealstream.stream.feedback.Waiting} and the order in which it has to go
 * in {@link io.idealstream.stream.feedback.Ages}. It stands in the stream twice, since words cannot
 * come before the votes that make them, nor labels before their words: {@link
 * io.idealstream.stream.feedback.AwaitVotes} joins feedback with embeddings, kept by {@link
 * io.idealstream.stream.feedback.KeepVectors}, to votes of source {@code feedback}; {@link
 * io.idealstream.stream.feedback.AwaitAnswers} joins it with what was answered, of which {@link
 * io.idealstream.stream.feedback.MeasureQuality} keeps sums. {@link
 * io.idealstream.stream.feedback.Judge} and {@link io.idealstream.stream.feedback.QualityReport}
 * are the plain steps before and after the sums.
 */
package io.idealstream.stream.feedback;
