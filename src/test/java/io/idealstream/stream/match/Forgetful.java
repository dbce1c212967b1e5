package io.idealstream.stream.match;

import io.idealstream.stream.TextEmbedding;
import java.util.List;

/** A text tower for tests that embeds nothing. */
final class Forgetful implements TextEmbedding {

  @Override
  public String fingerprint() {
    return "sha256:forgetful";
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
    return texts.stream()
        .<Outcome>map(text -> new Outcome.Failure("it has forgotten everything"))
        .toList();
  }

  @Override
  public void close() {}
}
