/**
 * Plain Kafka for people, scripts and tests, without Flink.
 *
 * <p>A {@link io.idealstream.client.KafkaConnection} says where the broker is and how to talk to
 * it. {@link io.idealstream.client.Topics} creates and checks the topics that {@link
 * io.idealstream.wire.codec.Topic} lists, {@link io.idealstream.client.Publisher} writes records
 * and {@link io.idealstream.client.Tail} reads them, {@link io.idealstream.client.Offsets} looks
 * how far they reach. A {@link io.idealstream.client.Lease} is the right to write under a
 * transactional id, which one process has at a time. Whatever goes wrong arrives as a {@link
 * io.idealstream.client.KafkaAccessException} of one sentence.
 */
package io.idealstream.client;
