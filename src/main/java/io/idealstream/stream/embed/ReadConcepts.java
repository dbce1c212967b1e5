package io.idealstream.stream.embed;

import io.idealstream.stream.ConceptMessage;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.ConceptChange;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ConceptReader;
import io.idealstream.wire.codec.ReadingLimits;
import org.apache.flink.api.common.functions.OpenContext;

/** Reads topic {@code concepts}. */
public final class ReadConcepts extends ReadTopic<ConceptMessage> {
  private static final long serialVersionUID = 1L;

  private final ReadingLimits limits;

  private transient ConceptReader reader;

  public ReadConcepts(ReadingLimits limits, DeadLetterSettings deadLetters) {
    super(deadLetters);
    this.limits = limits;
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    reader = new ConceptReader(limits);
  }

  @Override
  ConceptMessage read(TopicRecord record) throws Unreadable {
    ConceptChange change = reader.read(record);
    return new ConceptMessage(change.concept(), change.example(), record);
  }
}
