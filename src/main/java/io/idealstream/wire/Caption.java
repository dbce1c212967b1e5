package io.idealstream.wire;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One caption of a feed.
 *
 * @param feed never null once read: the Kafka key or {@code default} stands in
 * @param time never null once read: the Kafka timestamp stands in
 * @param text not blank
 * @param values factor to the values named for it, usually one
 * @param embedding [dimension] of the text, finite, where somebody else made it
 * @param model id of the model that made the embedding; there with the embedding
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record Caption(
    String id,
    @OrAbsent String feed,
    @OrAbsent Instant time,
    String text,
    @OrAbsent Map<String, List<String>> values,
    @OrAbsent float[] embedding,
    @OrAbsent String model) {

  /** A caption without a vector. */
  public Caption(
      String id, String feed, Instant time, String text, Map<String, List<String>> values) {
    this(id, feed, time, text, values, null, null);
  }

  /** The same caption, where the wire left out its feed or its time. */
  public Caption with(String actualFeed, Instant actualTime) {
    return new Caption(id, actualFeed, actualTime, text, values, embedding, model);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Caption that
        && id.equals(that.id)
        && Objects.equals(feed, that.feed)
        && Objects.equals(time, that.time)
        && text.equals(that.text)
        && Objects.equals(values, that.values)
        && Arrays.equals(embedding, that.embedding)
        && Objects.equals(model, that.model);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, feed, time);
  }
}
