/**
 * Measures a user's own machine: {@link io.idealstream.bench.Bench} is the whole of it.
 *
 * <p>Every number that compares stands beside that of something plain, measured in turns with it: a
 * {@link io.idealstream.bench.Measurement} has a ratio, which other load and other machines change
 * little. {@link io.idealstream.bench.Turns} is how turns are taken on one thread; {@link
 * io.idealstream.bench.PipelinePace} and {@link io.idealstream.bench.Latency} have a job and a
 * broker. A {@link io.idealstream.bench.ResultFile} keeps a result, a {@link
 * io.idealstream.bench.Comparison} holds a later one against it.
 */
package io.idealstream.bench;
