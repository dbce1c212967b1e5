package io.idealstream.cli.audit;

/**
 * A record of topic images.
 *
 * @param time of the item, milliseconds since 1970; {@link #UNREADABLE} for a record that is none
 * @param arrived Kafka's timestamp
 */
record Sighting(String feed, int partition, long offset, long time, long arrived) {
  static final long UNREADABLE = Long.MIN_VALUE;
}
