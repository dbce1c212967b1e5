package io.idealstream.stream;

import io.idealstream.stream.type.ExampleType;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.TopicRecord;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a message says of a concept, and the message for a dead letter.
 *
 * @param example to embed; null where the concept is to be removed
 */
public record ConceptMessage(
    String concept, @TypeInfo(ExampleType.class) ConceptExample example, TopicRecord origin) {}
