package io.idealstream.wire.codec;

import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Topic;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;

/** Reads topic {@code concepts}. */
public final class ConceptReader {

  private final ItemRules rules;
  private final ItemReader<ConceptExample> reader =
      new ItemReader<>(Topic.CONCEPTS, ConceptExample.class, this::complete);

  public ConceptReader(ReadingLimits limits) {
    rules = new ItemRules(limits);
  }

  public ConceptExample read(TopicRecord record) throws Unreadable {
    return reader.read(record);
  }

  private ConceptExample complete(ConceptExample example, TopicRecord record) throws Unreadable {
    rules.checkName("concept", example.concept(), Reason.BAD_ID);
    ImageReader.checkContent(example.image(), example.embedding());
    rules.checkEmbedding(example.embedding(), example.model());
    return example;
  }
}
