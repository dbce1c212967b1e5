package io.idealstream.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One caption of a feed.
 *
 * @param feed never null once read: the Kafka key or {@code default} stands in
 * @param time never null once read: the Kafka timestamp stands in
 * @param text not blank
 * @param values factor to the values named for it, usually one
 */
public record Caption(
    String id,
    @OrAbsent String feed,
    @OrAbsent Instant time,
    String text,
    @OrAbsent Map<String, List<String>> values) {

  /** The same caption, where the wire left out its feed or its time. */
  public Caption with(String actualFeed, Instant actualTime) {
    return new Caption(id, actualFeed, actualTime, text, values);
  }
}
