package io.idealstream.model;

import io.idealstream.model.image.ImagePreprocessor;
import io.idealstream.model.image.ImageRejected;
import io.idealstream.model.text.Tokenizer;
import java.nio.FloatBuffer;
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
  private final ImagePreprocessor preprocessor;
  private FloatBuffer pictures;

  private ClipModel(SharedModels.Hold hold, ModelSettings settings) {
    this.hold = hold;
    this.model = hold.model();
    this.preprocessor = new ImagePreprocessor(model.preprocessing(), settings.limits());
    this.pictures = model.towers().pictures(1);
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

  public ModelDescription description() {
    return model.description();
  }

  /**
   * Embeds encoded pictures.
   *
   * @return one outcome per picture, in order
   */
  public List<Embedding> embedImages(List<byte[]> encoded) {
    List<Embedding> outcomes = new ArrayList<>(encoded.size());
    int perRun = description().imagesPerRun();
    for (int from = 0; from < encoded.size(); from += perRun) {
      outcomes.addAll(imageRun(encoded.subList(from, Math.min(from + perRun, encoded.size()))));
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
        outcomes.add(unit(rows, i, 0));
      }
    }
    return outcomes;
  }

  @Override
  public void close() {
    hold.close();
  }

  private List<Embedding> imageRun(List<byte[]> encoded) {
    Embedding[] outcomes = new Embedding[encoded.size()];
    List<Integer> prepared = new ArrayList<>(encoded.size());
    long[] pixels = new long[encoded.size()];
    int size = pictureSize();
    grow(encoded.size());
    for (int i = 0; i < encoded.size(); i++) {
      try {
        FloatBuffer slot = pictures.duplicate().position(prepared.size() * size).slice();
        pixels[i] = preprocessor.preprocess(encoded.get(i), slot.limit(size));
        prepared.add(i);
      } catch (ImageRejected e) {
        outcomes[i] = new Embedding.Rejected(e.reason().code(), e.getMessage());
      }
    }
    if (!prepared.isEmpty()) {
      FloatBuffer used = pictures.duplicate().limit(prepared.size() * size);
      float[] rows = model.towers().images(used, prepared.size());
      for (int row = 0; row < prepared.size(); row++) {
        outcomes[prepared.get(row)] = unit(rows, row, pixels[prepared.get(row)]);
      }
    }
    return Arrays.asList(outcomes);
  }

  private int pictureSize() {
    return 3 * description().imageHeight() * description().imageWidth();
  }

  private void grow(int count) {
    if (pictures.capacity() / pictureSize() < count) {
      // the old one goes before the new one comes
      pictures = FloatBuffer.allocate(0);
      pictures = model.towers().pictures(count);
    }
  }

  /** x / |x|; a vector of no length or with a value that is not finite is no embedding. */
  private Embedding unit(float[] rows, int row, long pixels) {
    int dimension = description().dimension();
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
