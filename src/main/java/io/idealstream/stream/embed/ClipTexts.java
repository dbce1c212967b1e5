package io.idealstream.stream.embed;

import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.stream.TextEmbedding;
import java.util.List;

/** The text tower of a CLIP model. */
final class ClipTexts implements TextEmbedding {
  private static final String GOOD = "a photo";

  private final ClipModel model;
  private final Isolation<String, Outcome> isolation;

  ClipTexts(ClipModel model) {
    this.model = model;
    this.isolation = new Isolation<>(this::outcomes, GOOD, Outcome.Failure::new);
  }

  @Override
  public String fingerprint() {
    return model.description().fingerprint();
  }

  @Override
  public int dimension() {
    return model.description().dimension();
  }

  @Override
  public double logitScale() {
    return model.description().logitScale();
  }

  @Override
  public long dividedBatches() {
    return isolation.divided();
  }

  @Override
  public List<Outcome> embed(List<String> texts) {
    return isolation.run(texts);
  }

  @Override
  public void close() {
    model.close();
  }

  private List<Outcome> outcomes(List<String> texts) {
    return model.embedTexts(texts).stream().map(ClipTexts::outcome).toList();
  }

  private static Outcome outcome(Embedding embedding) {
    return embedding instanceof Embedding.Vector vector
        ? new Outcome.Vector(vector.values())
        : new Outcome.Failure(((Embedding.Rejected) embedding).detail());
  }
}
