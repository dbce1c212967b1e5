package io.idealstream.stream.embed;

import io.idealstream.stream.TextArrival;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.TextChange;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.TextReader;
import org.apache.flink.api.common.functions.OpenContext;

/**
 * Reads topic {@code texts}. Vectors of the model that the job has are checked; those of others
 * pass as they are, for a job that has their model.
 */
public final class ReadTexts extends ReadTopic<TextArrival> {
  private static final long serialVersionUID = 1L;

  private final GivenModel model;
  private final ReadingLimits limits;

  private transient TextReader reader;
  private transient GivenEmbedding given;

  public ReadTexts(GivenModel model, ReadingLimits limits, DeadLetterSettings deadLetters) {
    super(deadLetters);
    this.model = model;
    this.limits = limits;
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    reader = new TextReader(limits);
    given = new GivenEmbedding(model.id(), model.dimension(), model.normalize());
  }

  @Override
  TextArrival read(TopicRecord record) throws Unreadable {
    TextChange change = reader.read(record);
    TextVector text = change.vector();
    if (text == null) {
      return new TextArrival(change.key(), null);
    }
    boolean own = text.model().equals(model.id());
    return new TextArrival(
        change.key(), own ? given.take(text.text(), text.model(), text.vector()) : text.vector());
  }
}
