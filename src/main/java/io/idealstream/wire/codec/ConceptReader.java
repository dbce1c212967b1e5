package io.idealstream.wire.codec;

import io.idealstream.wire.ConceptChange;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;

/** Reads topic {@code concepts}. */
public final class ConceptReader {

  private final ItemRules rules;
  private final ItemReader<ConceptExample> reader;

  public ConceptReader(ReadingLimits limits) {
    rules = new ItemRules(limits);
    reader =
        new ItemReader<>(Topic.CONCEPTS, ConceptExample.class, limits.dimension(), this::complete);
  }

  /** The example to learn from, or the name of the concept to remove. */
  public ConceptChange read(TopicRecord record) throws Unreadable {
    String key = Subject.of(record);
    if (record.value() == null) {
      return new ConceptChange(Subject.removed(key), null);
    }
    ConceptExample example = reader.read(record);
    Subject.requireSame(key, example.concept());
    return new ConceptChange(example.concept(), example);
  }

  private ConceptExample complete(ConceptExample example, TopicRecord record) throws Unreadable {
    rules.checkName("concept", example.concept(), Reason.BAD_ID);
    ImageReader.checkContent(example.image(), example.embedding());
    rules.checkEmbedding(example.embedding(), example.model());
    return example;
  }
}
