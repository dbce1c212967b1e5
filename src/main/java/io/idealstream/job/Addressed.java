package io.idealstream.job;

import io.idealstream.wire.Outgoing;

/**
 * A message with its topic.
 *
 * @param topic full name
 */
record Addressed(String topic, Outgoing message) {}
