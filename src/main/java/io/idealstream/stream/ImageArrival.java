package io.idealstream.stream;

import io.idealstream.stream.type.ImageType;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.TopicRecord;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** An image to embed and the message it came in, for a dead letter. */
public record ImageArrival(@TypeInfo(ImageType.class) ImageItem image, TopicRecord origin) {}
