package io.idealstream.stream;

import io.idealstream.stream.type.CaptionType;
import io.idealstream.wire.Caption;
import io.idealstream.wire.TopicRecord;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A caption to embed and the message it came in, for a dead letter.
 *
 * @param origin of a caption inside an image's envelope: the same place with the caption alone
 */
public record CaptionArrival(@TypeInfo(CaptionType.class) Caption caption, TopicRecord origin) {}
