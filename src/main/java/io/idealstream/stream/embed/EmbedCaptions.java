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
import java.util.List;
import org.apache.flink.metrics.MetricGroup;

/** Captions to unit vectors, at the items' own times. */
public final class EmbedCaptions implements BatchFunction<CaptionArrival, Embedded> {
  private static final long serialVersionUID = 1L;

  private final TextEmbedding.Opening model;
  private final DeadLetterSettings deadLetters;

  private transient DeadLetterOffice office;
  private transient InferenceTime inferenceTime;
  private transient TextEmbedding embedding;

  public EmbedCaptions(TextEmbedding.Opening model, DeadLetterSettings deadLetters) {
    this.model = model;
    this.deadLetters = deadLetters;
  }

  @Override
  public void open(MetricGroup metrics) {
    office = new DeadLetterOffice(deadLetters, metrics);
    inferenceTime = new InferenceTime(metrics);
    embedding = model.open();
  }

  /** The message as it came, which a dead letter would need. */
  @Override
  public long bytes(CaptionArrival arrival) {
    byte[] message = arrival.origin().value();
    return message == null ? arrival.caption().text().length() : message.length;
  }

  @Override
  public void apply(List<CaptionArrival> batch, Outputs<Embedded> outputs) {
    List<String> texts = batch.stream().map(arrival -> arrival.caption().text()).toList();
    List<TextEmbedding.Outcome> outcomes = inferenceTime.of(texts, () -> embedding.embed(texts));
    for (int i = 0; i < batch.size(); i++) {
      CaptionArrival arrival = batch.get(i);
      TextEmbedding.Outcome outcome = outcomes.get(i);
      Attempt<Embedded> embedded = Attempt.of(() -> embedded(arrival.caption(), outcome));
      if (embedded.failed()) {
        outputs.emit(i, DeadLetters.TAG, office.letter(arrival.letter(), embedded.why()));
      } else {
        outputs.emit(embedded.value().time(), embedded.value());
      }
    }
  }

  @Override
  public void close() {
    if (embedding != null) {
      embedding.close();
      embedding = null;
    }
  }

  private Embedded embedded(Caption caption, TextEmbedding.Outcome outcome) throws Unreadable {
    if (outcome instanceof TextEmbedding.Outcome.Vector vector) {
      return new Embedded(
          Modality.CAPTION,
          caption.id(),
          caption.feed(),
          caption.time(),
          embedding.fingerprint(),
          vector.values(),
          caption.text(),
          caption.values());
    }
    throw new Unreadable(
        Reason.FAILED,
        caption.id() + ": " + ((TextEmbedding.Outcome.Failure) outcome).detail(),
        caption.id());
  }
}
