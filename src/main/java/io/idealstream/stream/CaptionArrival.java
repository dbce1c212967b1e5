package io.idealstream.stream;

import io.idealstream.wire.Caption;
import io.idealstream.wire.TopicRecord;

/**
 * A caption to embed and the message it came in, for a dead letter.
 *
 * @param origin of a caption inside an image's envelope: the same place with the caption alone
 */
public record CaptionArrival(Caption caption, TopicRecord origin) {}
