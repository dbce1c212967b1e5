package io.idealstream.stream.match;

import io.idealstream.stream.TextEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A text tower for tests: knows some texts, and fails as they say. */
final class Vectors implements TextEmbedding {

  static final Map<String, float[]> KNOWN =
      Map.of(
          "east", new float[] {1, 0, 0},
          "north", new float[] {0, 1, 0},
          "up", new float[] {0, 0, 1});

  /** A text without a vector, and one on which the model breaks. */
  static final String NO_VECTOR = "no vector";

  static final String BREAKS = "breaks";

  private final String fingerprint;

  private Vectors(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  static TextEmbedding.Opening model(String fingerprint) {
    return () -> new Vectors(fingerprint);
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public int dimension() {
    return 3;
  }

  @Override
  public double logitScale() {
    return 100;
  }

  @Override
  public List<Outcome> embed(List<String> texts) {
    List<Outcome> outcomes = new ArrayList<>();
    for (String text : texts) {
      if (text.equals(BREAKS)) {
        throw new IllegalStateException("broken");
      }
      outcomes.add(
          KNOWN.containsKey(text)
              ? new Outcome.Vector(KNOWN.get(text))
              : new Outcome.Failure("it has no length"));
    }
    return outcomes;
  }

  @Override
  public void close() {}
}
