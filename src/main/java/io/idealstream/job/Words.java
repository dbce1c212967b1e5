package io.idealstream.job;

import io.idealstream.stream.NamedVectors;
import io.idealstream.stream.SpaceInForce;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The words of spaces.
 *
 * @param spaces what labels
 * @param named what queries may name
 */
record Words(DataStream<SpaceInForce> spaces, DataStream<NamedVectors> named) {}
