package io.idealstream.stream;

import io.idealstream.stream.type.ValuesType;
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
    @TypeInfo(ValuesType.class) Map<String, List<String>> values) {}
