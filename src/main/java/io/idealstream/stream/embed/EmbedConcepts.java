package io.idealstream.stream.embed;

import io.idealstream.model.Embedding;
import io.idealstream.stream.Attempt;
import io.idealstream.stream.ConceptArrival;
import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.output.DeadLetterOffice;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.ConceptChange;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ConceptReader;
import io.idealstream.wire.codec.ReadingLimits;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;

/**
 * Messages of topic {@code concepts} to unit vectors. An embedding that somebody else computed is
 * taken if it was made by the same model.
 */
public final class EmbedConcepts implements BatchFunction<TopicRecord, ConceptArrival> {
  private static final long serialVersionUID = 1L;

  private final ImageEmbedding.Opening model;
  private final ReadingLimits limits;
  private final DeadLetterSettings deadLetters;

  private transient ConceptReader reader;
  private transient DeadLetterOffice office;
  private transient InferenceTime inferenceTime;
  private transient ImageEmbedding embedding;
  private transient GivenEmbedding given;

  public EmbedConcepts(
      ImageEmbedding.Opening model, ReadingLimits limits, DeadLetterSettings deadLetters) {
    this.model = model;
    this.limits = limits;
    this.deadLetters = deadLetters;
  }

  @Override
  public void open(MetricGroup metrics) {
    reader = new ConceptReader(limits);
    office = new DeadLetterOffice(deadLetters, metrics);
    inferenceTime = new InferenceTime(metrics);
    embedding = model.open();
    given = new GivenEmbedding(embedding.fingerprint(), embedding.dimension());
  }

  @Override
  public long bytes(TopicRecord record) {
    return record.value() == null ? 0 : record.value().length;
  }

  @Override
  public void apply(List<TopicRecord> batch, Outputs<ConceptArrival> outputs) {
    List<Attempt<ConceptChange>> changes =
        batch.stream().map(record -> Attempt.of(() -> reader.read(record))).toList();
    List<byte[]> pictures =
        changes.stream()
            .filter(change -> !change.failed() && hasPicture(change.value()))
            .map(change -> change.value().example().image())
            .toList();
    Iterator<Embedding> embeddings =
        inferenceTime.of(pictures, () -> embedding.embed(pictures)).iterator();
    for (int i = 0; i < batch.size(); i++) {
      Attempt<ConceptArrival> arrival = changes.get(i).then(change -> arrival(change, embeddings));
      if (arrival.failed()) {
        outputs.emit(i, DeadLetters.TAG, office.letter(batch.get(i), arrival.why()));
      } else {
        outputs.emit(i, arrival.value());
      }
    }
  }

  private static boolean hasPicture(ConceptChange change) {
    return change.example() != null && change.example().image() != null;
  }

  private ConceptArrival arrival(ConceptChange change, Iterator<Embedding> embeddings)
      throws Unreadable {
    ConceptExample example = change.example();
    if (example == null) {
      return ConceptArrival.removal(change.concept());
    }
    float[] vector =
        example.image() != null
            ? ImageVector.of(change.concept(), embeddings.next())
            : given.take(change.concept(), example.model(), example.embedding());
    return new ConceptArrival(
        change.concept(), example.role().code(), embedding.fingerprint(), vector);
  }

  @Override
  public void close() {
    if (embedding != null) {
      embedding.close();
      embedding = null;
    }
  }
}
