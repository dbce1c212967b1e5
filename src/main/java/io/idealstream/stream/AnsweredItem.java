package io.idealstream.stream;

import io.idealstream.stream.type.ValuesType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What one space said of an item, and what feedback says is true of it.
 *
 * @param model fingerprint of the model that the answers were given with
 * @param time of the item
 * @param answers as state holds them
 * @param truth factor to the true values
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record AnsweredItem(
    String space,
    long spaceVersion,
    String model,
    Instant time,
    byte[] answers,
    @TypeInfo(ValuesType.class) Map<String, List<String>> truth) {}
