package io.idealstream.stream;

import io.idealstream.stream.type.ValuesType;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * An item as a vector of the model's space.
 *
 * @param model fingerprint of the model
 * @param vector [dimension], finite, of length 1
 * @param caption text that names values where {@code values} does not; null for none
 * @param values factor to the values named for it; null where the item names none itself
 * @param pixels of its picture; 0 where none came
 * @param attributes name to text; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record Embedded(
    Modality modality,
    String id,
    String feed,
    Instant time,
    String model,
    float[] vector,
    String caption,
    @TypeInfo(ValuesType.class) Map<String, List<String>> values,
    long pixels,
    Map<String, String> attributes) {

  private static final float[] NO_VECTOR = {};

  public Embedded {
    attributes = attributes == null || attributes.isEmpty() ? null : attributes;
  }

  /** An item without attributes. */
  public Embedded(
      Modality modality,
      String id,
      String feed,
      Instant time,
      String model,
      float[] vector,
      String caption,
      Map<String, List<String>> values,
      long pixels) {
    this(modality, id, feed, time, model, vector, caption, values, pixels, null);
  }

  /** An item without a picture. */
  public Embedded(
      Modality modality,
      String id,
      String feed,
      Instant time,
      String model,
      float[] vector,
      String caption,
      Map<String, List<String>> values) {
    this(modality, id, feed, time, model, vector, caption, values, 0);
  }

  /** That an image of a feed became a dead letter. */
  public static Embedded lost(String feed, Instant time) {
    return new Embedded(Modality.LOST, "", feed, time, "", NO_VECTOR, null, null);
  }

  /** That an item is to be forgotten. */
  public static Embedded forgotten(Erasure erasure) {
    return new Embedded(
        Modality.FORGOTTEN,
        erasure.id(),
        erasure.feed(),
        erasure.time(),
        "",
        NO_VECTOR,
        null,
        null);
  }

  /** {@code feed/id}: the item. */
  public String item() {
    return Keys.item(feed, id);
  }

  /** Whether two are of one item. */
  public boolean isOf(Embedded other) {
    return id.equals(other.id) && feed.equals(other.feed);
  }
}
