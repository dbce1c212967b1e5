package io.idealstream.model;

import io.idealstream.model.image.ImageLimits;
import io.idealstream.model.image.ImagePreprocessor;
import io.idealstream.model.image.ImageRejected;
import io.idealstream.model.onnx.Towers;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pictures of one run of the vision tower: prepared first, then embedded. */
final class PictureRun {
  private final Towers towers;
  private final ImagePreprocessor preprocessor;

  /** Room for prepared pictures, each [3, height, width]. */
  private FloatBuffer pictures;

  private Embedding[] outcomes = {};

  /** Index of the picture in each row of the run. */
  private final List<Integer> prepared = new ArrayList<>();

  private long[] pixels = {};

  PictureRun(LoadedModel model, ImageLimits limits) {
    this.towers = model.towers();
    this.preprocessor = new ImagePreprocessor(model.preprocessing(), limits);
    this.pictures = towers.pictures(1);
  }

  /** Decodes pictures, in place of those before; one that cannot be decoded harms no other. */
  void prepare(List<byte[]> encoded) {
    outcomes = new Embedding[encoded.size()];
    pixels = new long[encoded.size()];
    prepared.clear();
    int size = preprocessor.size();
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
  }

  /** One outcome per picture that was prepared last, in order. */
  List<Embedding> embed() {
    if (!prepared.isEmpty()) {
      FloatBuffer used = pictures.duplicate().limit(prepared.size() * preprocessor.size());
      float[] rows = towers.images(used, prepared.size());
      for (int row = 0; row < prepared.size(); row++) {
        int picture = prepared.get(row);
        outcomes[picture] = ClipModel.unit(rows, row, towers.dimension(), pixels[picture]);
      }
    }
    return Arrays.asList(outcomes);
  }

  private void grow(int count) {
    if (pictures.capacity() / preprocessor.size() < count) {
      // the old one goes before the new one comes
      pictures = FloatBuffer.allocate(0);
      pictures = towers.pictures(count);
    }
  }
}
