package io.idealstream.stream.embed;

import io.idealstream.model.Embedding;
import io.idealstream.stream.Attempt;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.metrics.MetricGroup;

/**
 * Unit vectors of pictures: all pictures of a batch go through the model in one run, and an
 * embedding that somebody else computed is taken if it was made by the same model.
 */
final class PictureVectors implements AutoCloseable {
  private final InferenceTime inferenceTime;
  private final ImageEmbedding embedding;
  private final GivenEmbedding given;

  /**
   * @param id of the item, for reasons
   * @param image encoded picture; exactly one of image and embedding is there
   * @param model fingerprint of the model that made the embedding; there with the embedding
   */
  @SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
  record Content(String id, byte[] image, float[] embedding, String model) {}

  /**
   * What came of a content.
   *
   * @param vector of length 1
   * @param pixels of the picture; 0 where none came
   */
  @SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
  record Found(float[] vector, long pixels) {}

  PictureVectors(ImageEmbedding embedding, MetricGroup metrics) {
    this.embedding = embedding;
    inferenceTime = new InferenceTime(metrics, embedding::dividedBatches);
    given =
        new GivenEmbedding(
            embedding.fingerprint(), embedding.dimension(), embedding.takesAnyLength());
  }

  /** Fingerprint of the model that runs here. */
  String fingerprint() {
    return embedding.fingerprint();
  }

  /** One vector of length 1 per content, in order, or why there is none. */
  List<Attempt<Found>> of(List<Content> contents) {
    List<byte[]> pictures =
        contents.stream().map(Content::image).filter(image -> image != null).toList();
    Iterator<Embedding> embeddings =
        inferenceTime.of(pictures, () -> embedding.embed(pictures)).iterator();
    return contents.stream().map(content -> vector(content, embeddings)).toList();
  }

  private Attempt<Found> vector(Content content, Iterator<Embedding> embeddings) {
    return Attempt.of(
        () ->
            content.image != null
                ? vector(content.id, embeddings.next())
                : new Found(given.take(content.id, content.model, content.embedding), 0));
  }

  private static Found vector(String id, Embedding outcome) throws Unreadable {
    if (outcome instanceof Embedding.Vector vector) {
      return new Found(vector.values(), vector.pixels());
    }
    Embedding.Rejected rejected = (Embedding.Rejected) outcome;
    throw new Unreadable(
        reason(rejected.reason()), id + ": " + rejected.reason() + ": " + rejected.detail(), id);
  }

  /** Codes that are not the decoder's stand for themselves. */
  private static Reason reason(String code) {
    return Stream.of(Reason.FAILED, Reason.BAD_EMBEDDING, Reason.NO_VECTOR)
        .filter(reason -> reason.code().equals(code))
        .findFirst()
        .orElse(Reason.BAD_PICTURE);
  }

  @Override
  public void close() {
    embedding.close();
  }
}
