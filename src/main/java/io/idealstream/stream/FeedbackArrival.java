package io.idealstream.stream;

import io.idealstream.stream.type.ValuesType;
import io.idealstream.wire.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What somebody says is true of an item.
 *
 * @param time of the feedback, not of the item
 * @param values factor to the true values
 * @param model fingerprint of the model that made {@code vector}; null without one
 * @param vector [dimension], finite, of length 1; null where the item itself will come by
 * @param partition of the topic that it came by, of no meaning once it has its time
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record FeedbackArrival(
    String id,
    String feed,
    Instant time,
    @TypeInfo(ValuesType.class) Map<String, List<String>> values,
    String model,
    float[] vector,
    int partition) {

  /** {@code feed/id}: the item that it is about. */
  public String key() {
    return Keys.item(feed, id);
  }
}
