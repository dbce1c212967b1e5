package io.idealstream.stream;

import io.idealstream.stream.type.CaptionType;
import io.idealstream.wire.Caption;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A caption to embed and where it came from.
 *
 * @param origin its message; of a caption inside an image's envelope the message without content
 */
public record CaptionArrival(@TypeInfo(CaptionType.class) Caption caption, TopicRecord origin) {

  /** A caption that came inside an image's envelope. */
  public static CaptionArrival inside(TopicRecord envelope, Caption caption) {
    return new CaptionArrival(caption, at(envelope, null, List.of()));
  }

  /** Whether it came inside an image's envelope. */
  public boolean isInside() {
    return origin.value() == null;
  }

  /** The message for a dead letter; of an envelope the same place with the caption alone. */
  public TopicRecord letter() {
    return isInside()
        ? at(
            origin,
            Topic.CAPTIONS.encode(caption, Encoding.JSON),
            List.of(Header.of(Header.CONTENT_TYPE, Encoding.JSON.contentType())))
        : origin;
  }

  private static TopicRecord at(TopicRecord place, byte[] value, List<Header> headers) {
    return new TopicRecord(
        place.topic(),
        place.partition(),
        place.offset(),
        place.timestampMillis(),
        place.key(),
        value,
        headers);
  }
}
