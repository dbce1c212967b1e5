package io.idealstream.stream.embed;

import io.idealstream.model.Embedding;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.dataset.TextVectors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model that the job does not open: items bring their vectors, and those of texts stand in a file
 * or come on their topic.
 *
 * @param id as items name it
 * @param dimension of its vectors
 * @param logitScale factor between a cosine and a logit
 * @param textFile vectors of texts, on every machine that runs operators; null for none
 * @param lines the texts of a matrix; null where the file names them
 * @param normalize whether vectors are scaled to length 1; otherwise they must have it
 */
public record GivenModel(
    String id, int dimension, double logitScale, String textFile, String lines, boolean normalize)
    implements JobModel {

  static final String NO_MODEL =
      "model.vectors is set, so that no model is opened that could embed it";

  @Override
  public String fingerprint() {
    return id;
  }

  @Override
  public ImageEmbedding.Opening images(int subtasks) {
    return () -> new NoImages(this);
  }

  @Override
  public TextEmbedding.Opening texts() {
    return () -> new GivenTexts(this, vectors());
  }

  /**
   * The vectors of the file by their texts.
   *
   * @throws io.idealstream.wire.config.Misconfigured if not all of it can be used
   */
  public Map<String, float[]> vectors() {
    return textFile == null
        ? Map.of()
        : TextVectors.read(
            Path.of(textFile), lines == null ? null : Path.of(lines), id, this::checked);
  }

  private float[] checked(float[] vector) {
    try {
      return new GivenEmbedding(id, dimension, normalize).take("the vector", id, vector);
    } catch (Unreadable why) {
      throw new IllegalArgumentException(why.getMessage(), why);
    }
  }

  private record NoImages(GivenModel of) implements ImageEmbedding {

    @Override
    public String fingerprint() {
      return of.id;
    }

    @Override
    public int dimension() {
      return of.dimension;
    }

    @Override
    public boolean takesAnyLength() {
      return of.normalize;
    }

    @Override
    public List<Embedding> embed(List<byte[]> encoded) {
      return encoded.stream()
          .<Embedding>map(
              picture -> new Embedding.Rejected(Reason.NO_VECTOR.code(), "a picture; " + NO_MODEL))
          .toList();
    }

    @Override
    public void close() {}
  }

  private record GivenTexts(GivenModel of, Map<String, float[]> vectors) implements TextEmbedding {

    @Override
    public String fingerprint() {
      return of.id;
    }

    @Override
    public int dimension() {
      return of.dimension;
    }

    @Override
    public double logitScale() {
      return of.logitScale;
    }

    @Override
    public boolean takesAnyLength() {
      return of.normalize;
    }

    @Override
    public boolean mayChange() {
      return true;
    }

    @Override
    public List<Outcome> embed(List<String> texts) {
      return texts.stream()
          .map(vectors::get)
          .<Outcome>map(
              vector -> vector == null ? new Outcome.Missing() : new Outcome.Vector(vector))
          .toList();
    }

    @Override
    public void close() {}
  }
}
