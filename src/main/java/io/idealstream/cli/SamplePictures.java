package io.idealstream.cli;

import io.idealstream.demo.feed.Sample;
import io.idealstream.demo.feed.Samples;
import io.idealstream.math.Progress;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The bundled pictures as vectors of a model. */
final class SamplePictures {

  private static final int TOGETHER = 32;

  private final Samples samples = Samples.bundled();

  int size() {
    return samples.size();
  }

  Sample sample(int index) {
    return samples.get(index);
  }

  /**
   * A unit vector for each picture, in order.
   *
   * @param change of each picture before it is embedded
   */
  List<float[]> vectors(ClipModel clip, UnaryOperator<byte[]> change, Progress progress) {
    List<float[]> vectors = new ArrayList<>();
    for (int from = 0; from < size(); from += TOGETHER) {
      List<byte[]> pictures = new ArrayList<>();
      for (int i = from; i < Math.min(size(), from + TOGETHER); i++) {
        pictures.add(change.apply(samples.picture(i)));
      }
      for (Embedding embedding : clip.embedImages(pictures)) {
        if (!(embedding instanceof Embedding.Vector vector)) {
          throw new IllegalStateException("a bundled picture has no vector: " + embedding);
        }
        vectors.add(vector.values());
      }
      progress.at(vectors.size(), size());
    }
    return vectors;
  }
}
