/**
 * The operators of the job, in the way of the data.
 *
 * <p>{@code embed} reads messages and turns pictures and captions into {@link
 * io.idealstream.stream.Embedded} items, in micro-batches. {@code space} turns space files into
 * prompt words ({@link io.idealstream.estimate.PreparedSpace}), lets items feed the estimates of
 * their cells ({@link io.idealstream.estimate.Observation} to {@link
 * io.idealstream.estimate.SourceEstimate}) and publishes words. {@code label} and {@code match}
 * hold what is in force ({@link io.idealstream.estimate.words.SpaceInForce}, {@link
 * io.idealstream.stream.QueryInForce}) in broadcast state and answer every item; {@code inforce} is
 * what they share. {@code output} turns records into messages that a sink can take, {@code log}
 * tells of what goes wrong with them.
 *
 * <p>No record restarts the job: {@link io.idealstream.stream.Attempt} says what a record answers
 * for with a dead letter, and what fails the job instead.
 *
 * <p>A function here reads state, makes one pure call, writes state and emits; the arithmetic is in
 * {@code math}, {@code decision} and {@code estimate}. Events are public records of strings,
 * numbers, primitive arrays and collections of those, which Flink serialises without Kryo. A
 * space's definition travels as its canonical JSON, since its order means something.
 */
package io.idealstream.stream;
