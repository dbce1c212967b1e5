package io.idealstream.stream.embed;

import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.wire.Reason;
import java.util.Base64;
import java.util.List;

/** The vision tower of a CLIP model. */
final class ClipImages implements ImageEmbedding {
  /** A grey PNG of one pixel. */
  static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNo"
                  + "AAAAggCB2kUIOwAAAABJRU5ErkJggg==");

  private final ClipModel model;
  private final Isolation<byte[], Embedding> isolation;

  ClipImages(ClipModel model) {
    this.model = model;
    this.isolation =
        new Isolation<>(
            model::embedImages,
            PIXEL,
            sentence -> new Embedding.Rejected(Reason.FAILED.code(), sentence));
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
  public long dividedBatches() {
    return isolation.divided();
  }

  @Override
  public List<Embedding> embed(List<byte[]> encoded) {
    return isolation.run(encoded);
  }

  @Override
  public void close() {
    model.close();
  }
}
