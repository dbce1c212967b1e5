package io.idealstream.wire;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Ground truth or a reviewer's decision about an item.
 *
 * @param feed never null once read: {@code default} stands in
 * @param time never null once read: the Kafka timestamp stands in
 * @param values factor to the true values
 * @param source who says so, such as {@code reviewer}
 * @param embedding [dimension], where the item itself will not come by
 * @param model fingerprint of the model that made the embedding; there with the embedding
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record Feedback(
    String id,
    @OrAbsent String feed,
    @OrAbsent Instant time,
    Map<String, List<String>> values,
    @OrAbsent String source,
    @OrAbsent float[] embedding,
    @OrAbsent String model) {

  /** The same feedback, where the wire left out its feed or its time. */
  public Feedback with(String actualFeed, Instant actualTime) {
    return new Feedback(id, actualFeed, actualTime, values, source, embedding, model);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Feedback that
        && id.equals(that.id)
        && Objects.equals(feed, that.feed)
        && Objects.equals(time, that.time)
        && values.equals(that.values)
        && Objects.equals(source, that.source)
        && Arrays.equals(embedding, that.embedding)
        && Objects.equals(model, that.model);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, feed, time);
  }
}
