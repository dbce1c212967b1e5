package io.idealstream.wire;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One image of a feed: its encoded bytes, or an embedding somebody else computed.
 *
 * @param feed never null once read: the Kafka key or {@code default} stands in
 * @param time never null once read: the Kafka timestamp stands in
 * @param image encoded picture (PNG, JPEG, ...); exactly one of image and embedding is there
 * @param embedding [dimension], finite, not all zero, of any length
 * @param model fingerprint of the model that made the embeddings; there with them
 * @param caption also a caption of the same id and feed
 * @param values factor to the values named for it, usually one
 * @param captionEmbedding [dimension] of the caption, where somebody else made it, by that model
 * @param attributes what else is known of it, such as its author: name to text
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record ImageItem(
    String id,
    @OrAbsent String feed,
    @OrAbsent Instant time,
    @OrAbsent byte[] image,
    @OrAbsent float[] embedding,
    @OrAbsent String model,
    @OrAbsent String caption,
    @OrAbsent Map<String, List<String>> values,
    @OrAbsent float[] captionEmbedding,
    @OrAbsent Map<String, String> attributes) {

  /** An image without attributes. */
  public ImageItem(
      String id,
      String feed,
      Instant time,
      byte[] image,
      float[] embedding,
      String model,
      String caption,
      Map<String, List<String>> values,
      float[] captionEmbedding) {
    this(id, feed, time, image, embedding, model, caption, values, captionEmbedding, null);
  }

  /** An image without attributes and without a vector of its caption. */
  public ImageItem(
      String id,
      String feed,
      Instant time,
      byte[] image,
      float[] embedding,
      String model,
      String caption,
      Map<String, List<String>> values) {
    this(id, feed, time, image, embedding, model, caption, values, null);
  }

  /** The same item, where the wire left out its feed or its time. */
  public ImageItem with(String actualFeed, Instant actualTime) {
    return new ImageItem(
        id,
        actualFeed,
        actualTime,
        image,
        embedding,
        model,
        caption,
        values,
        captionEmbedding,
        attributes);
  }

  /** The same item without its picture. */
  public ImageItem withoutImage() {
    return new ImageItem(
        id, feed, time, null, embedding, model, caption, values, captionEmbedding, attributes);
  }

  /** The same item with other attributes. */
  public ImageItem withAttributes(Map<String, String> others) {
    return new ImageItem(
        id, feed, time, image, embedding, model, caption, values, captionEmbedding, others);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageItem that
        && id.equals(that.id)
        && Objects.equals(feed, that.feed)
        && Objects.equals(time, that.time)
        && Arrays.equals(image, that.image)
        && Arrays.equals(embedding, that.embedding)
        && Objects.equals(model, that.model)
        && Objects.equals(caption, that.caption)
        && Objects.equals(values, that.values)
        && Arrays.equals(captionEmbedding, that.captionEmbedding)
        && Objects.equals(attributes, that.attributes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, feed, time);
  }

  @Override
  public String toString() {
    return "image " + feed + "/" + id;
  }
}
