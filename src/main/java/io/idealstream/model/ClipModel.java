package io.idealstream.model;

import io.idealstream.model.image.ImageLimits;
import io.idealstream.model.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A CLIP-style dual encoder: pictures and texts to unit vectors of one space.
 *
 * <p>A handle for one thread. Handles on the same model share its sessions; each has buffers of its
 * own. One bad picture in a batch harms no other.
 */
public final class ClipModel implements AutoCloseable {
  private final SharedModels.Hold hold;
  private final LoadedModel model;
  private final ImageLimits limits;
  private final PictureRun run;

  /** Null unless it is asked for. */
  private PicturesAhead ahead;

  private ClipModel(SharedModels.Hold hold, ModelSettings settings) {
    this.hold = hold;
    this.model = hold.model();
    this.limits = settings.limits();
    this.run = new PictureRun(model, limits);
  }

  /**
   * Opens a model, or takes part in one that is open.
   *
   * @throws ModelRefused with the file, what was expected and what was found
   */
  public static ClipModel open(ModelFiles files, ModelSettings settings) {
    return new ClipModel(SharedModels.acquire(files, settings), settings);
  }

  /** The tokenizer of a model; needs only its JSON files. */
  public static Tokenizer tokenizer(ModelFiles files) {
    return LoadedModel.tokenizer(files, files.json("config.json"));
  }

  /**
   * From now on the pictures of a batch are decoded by a thread of its own while the graph works on
   * those before them. Vectors are the same.
   */
  public ClipModel decodingAhead() {
    if (ahead == null) {
      ahead = new PicturesAhead(() -> new PictureRun(model, limits));
    }
    return this;
  }

  public ModelDescription description() {
    return model.description();
  }

  /**
   * Embeds encoded pictures.
   *
   * @return one outcome per picture, in order
   */
  public List<Embedding> embedImages(List<byte[]> encoded) {
    int perRun = description().imagesPerRun();
    if (ahead != null) {
      return ahead.embed(encoded, perRun);
    }
    List<Embedding> outcomes = new ArrayList<>(encoded.size());
    for (int from = 0; from < encoded.size(); from += perRun) {
      run.prepare(encoded.subList(from, Math.min(from + perRun, encoded.size())));
      outcomes.addAll(run.embed());
    }
    return outcomes;
  }

  /**
   * Embeds texts of any length; what the context does not hold is cut.
   *
   * @return one outcome per text, in order
   */
  public List<Embedding> embedTexts(List<String> texts) {
    List<Embedding> outcomes = new ArrayList<>(texts.size());
    int perRun = description().textsPerRun();
    for (int from = 0; from < texts.size(); from += perRun) {
      List<long[]> sequences =
          texts.subList(from, Math.min(from + perRun, texts.size())).stream()
              .map(model.tokenizer()::encode)
              .toList();
      float[] rows = model.towers().texts(sequences);
      for (int i = 0; i < sequences.size(); i++) {
        outcomes.add(unit(rows, i, description().dimension(), 0));
      }
    }
    return outcomes;
  }

  @Override
  public void close() {
    if (ahead != null) {
      ahead.close();
    }
    hold.close();
  }

  /** x / |x|; a vector of no length or with a value that is not finite is no embedding. */
  static Embedding unit(float[] rows, int row, int dimension, long pixels) {
    float[] values = Arrays.copyOfRange(rows, row * dimension, (row + 1) * dimension);
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0) || Double.isInfinite(length)) {
      return new Embedding.Rejected(
          "bad-embedding",
          "the model gave a vector of length " + length + ", expected a finite one above 0");
    }
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) (values[i] / length);
    }
    return new Embedding.Vector(values, pixels);
  }
}
