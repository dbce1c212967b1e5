package io.idealstream.stream.embed;

import io.idealstream.stream.Attempt;
import io.idealstream.stream.CaptionArrival;
import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.output.DeadLetterOffice;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Caption;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Captions to unit vectors, at the items' own times. One that came inside an image's envelope is
 * counted and left aside where it brings no vector and no model is open that could embed it.
 */
public final class EmbedCaptions implements BatchFunction<CaptionArrival, Embedded> {
  private static final long serialVersionUID = 1L;

  private final TextEmbedding.Opening model;
  private final JobModel.Others others;
  private final DeadLetterSettings deadLetters;

  private transient DeadLetterOffice office;
  private transient OtherModels otherModels;
  private transient Counter withoutVector;
  private transient GivenEmbedding given;
  private transient InferenceTime inferenceTime;
  private transient TextEmbedding embedding;

  public EmbedCaptions(TextEmbedding.Opening model, DeadLetterSettings deadLetters) {
    this(model, JobModel.Others.REFUSE, deadLetters);
  }

  public EmbedCaptions(
      TextEmbedding.Opening model, JobModel.Others others, DeadLetterSettings deadLetters) {
    this.model = model;
    this.others = others;
    this.deadLetters = deadLetters;
  }

  @Override
  public void open(MetricGroup metrics) {
    office = new DeadLetterOffice(deadLetters, metrics);
    otherModels = new OtherModels(others, metrics);
    withoutVector = metrics.counter("captionsWithoutVector");
    embedding = model.open();
    inferenceTime = new InferenceTime(metrics, embedding::dividedBatches);
    given =
        new GivenEmbedding(
            embedding.fingerprint(), embedding.dimension(), embedding.takesAnyLength());
  }

  /** The message as it came, which a dead letter would need. */
  @Override
  public long bytes(CaptionArrival arrival) {
    byte[] message = arrival.origin().value();
    return message == null ? arrival.caption().text().length() : message.length;
  }

  @Override
  public void apply(List<CaptionArrival> batch, Outputs<Embedded> outputs) {
    List<String> texts =
        batch.stream()
            .map(CaptionArrival::caption)
            .filter(caption -> caption.embedding() == null)
            .map(Caption::text)
            .toList();
    Iterator<TextEmbedding.Outcome> outcomes =
        inferenceTime.of(texts, () -> embedding.embed(texts)).iterator();
    for (int i = 0; i < batch.size(); i++) {
      CaptionArrival arrival = batch.get(i);
      Attempt<Embedded> embedded = Attempt.of(() -> embedded(arrival.caption(), outcomes));
      if (!embedded.failed()) {
        outputs.emit(embedded.value().time(), embedded.value());
      } else if (!leavesAside(arrival, embedded.why())) {
        outputs.emit(i, DeadLetters.TAG, office.letter(arrival.letter(), embedded.why()));
      }
    }
  }

  private boolean leavesAside(CaptionArrival arrival, Unreadable why) {
    if (arrival.isInside() && why.reason() == Reason.NO_VECTOR) {
      withoutVector.inc();
      return true;
    }
    return otherModels.leavesAside(why);
  }

  @Override
  public void close() {
    if (embedding != null) {
      embedding.close();
      embedding = null;
    }
  }

  private Embedded embedded(Caption caption, Iterator<TextEmbedding.Outcome> outcomes)
      throws Unreadable {
    float[] vector =
        caption.embedding() == null
            ? vector(caption, outcomes.next())
            : given.take(caption.id(), caption.model(), caption.embedding());
    return new Embedded(
        Modality.CAPTION,
        caption.id(),
        caption.feed(),
        caption.time(),
        embedding.fingerprint(),
        vector,
        caption.text(),
        caption.values());
  }

  private static float[] vector(Caption caption, TextEmbedding.Outcome outcome) throws Unreadable {
    if (outcome instanceof TextEmbedding.Outcome.Vector vector) {
      return vector.values();
    }
    if (outcome instanceof TextEmbedding.Outcome.Failure failure) {
      throw new Unreadable(Reason.FAILED, caption.id() + ": " + failure.detail(), caption.id());
    }
    throw new Unreadable(
        Reason.NO_VECTOR,
        caption.id() + ": expected an embedding of the caption; " + GivenModel.NO_MODEL,
        caption.id());
  }
}
