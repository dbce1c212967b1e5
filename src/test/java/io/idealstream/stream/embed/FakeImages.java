package io.idealstream.stream.embed;

import io.idealstream.model.Embedding;
import java.util.ArrayList;
import java.util.List;

/** Embeds a "picture" of three bytes as these three numbers, made a unit vector. */
final class FakeImages implements ImageEmbedding {
  static final String FINGERPRINT = "sha256:fake";

  final List<Integer> runs = new ArrayList<>();
  int closed;

  @Override
  public String fingerprint() {
    return FINGERPRINT;
  }

  @Override
  public int dimension() {
    return 3;
  }

  @Override
  public List<Embedding> embed(List<byte[]> encoded) {
    runs.add(encoded.size());
    return encoded.stream().map(FakeImages::one).toList();
  }

  @Override
  public void close() {
    closed++;
  }

  /** Of every picture. */
  static final long PIXELS = 6;

  private static Embedding one(byte[] picture) {
    if (picture.length == 9) {
      return new Embedding.Rejected("failed", "unforeseen failure: a fake");
    }
    if (picture.length == 8) {
      return new Embedding.Rejected("bad-embedding", "a vector of length NaN");
    }
    if (picture.length != 3) {
      return new Embedding.Rejected("truncated", "expected 3 bytes, found " + picture.length);
    }
    double length =
        Math.sqrt(picture[0] * picture[0] + picture[1] * picture[1] + picture[2] * picture[2]);
    return new Embedding.Vector(
        new float[] {
          (float) (picture[0] / length),
          (float) (picture[1] / length),
          (float) (picture[2] / length)
        },
        PIXELS);
  }
}
