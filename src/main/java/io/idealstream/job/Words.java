package io.idealstream.job;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.estimate.words.SpaceInForce;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The words of spaces.
 *
 * @param spaces what labels
 * @param named what queries may name
 */
record Words(DataStream<SpaceInForce> spaces, DataStream<NamedVectors> named) {}
