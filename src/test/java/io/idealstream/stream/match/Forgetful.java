package io.idealstream.stream.match;

import io.idealstream.stream.TextEmbedding;
import java.util.List;

/** A text tower for tests that embeds nothing. */
final class Forgetful implements TextEmbedding {

  private final String fingerprint;

  Forgetful() {
    this("sha256:forgetful");
  }

  Forgetful(String fingerprint) {
    this.fingerprint = fingerprint;
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
    return texts.stream()
        .<Outcome>map(text -> new Outcome.Failure("it has forgotten everything"))
        .toList();
  }

  @Override
  public void close() {}
}
