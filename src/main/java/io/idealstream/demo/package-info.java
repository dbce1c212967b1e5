/**
 * Everything on one machine, in one process.
 *
 * <p>{@link io.idealstream.demo.Demo} is the whole of it; its {@link io.idealstream.demo.Session}
 * tells what happens in which order. {@link io.idealstream.demo.Broker} is a real Kafka broker from
 * Maven Central jars ({@link io.idealstream.demo.StandaloneBroker} has a process to itself), {@link
 * io.idealstream.job.LocalFlink} a real Flink. {@code feed} sends pictures and keeps their truth to
 * itself, {@code count} joins what was sent with what came back, {@code screen} shows it.
 */
package io.idealstream.demo;
