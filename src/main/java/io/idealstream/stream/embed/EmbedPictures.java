package io.idealstream.stream.embed;

import io.idealstream.stream.output.DeadLetterOffice;
import io.idealstream.stream.output.DeadLetterSettings;
import org.apache.flink.metrics.MetricGroup;

/**
 * What embeds pictures: it opens the model, and has dead letters for those that have no vector.
 *
 * @param <IN> what holds a picture
 * @param <OUT> the same with its vector
 */
abstract class EmbedPictures<IN, OUT> implements BatchFunction<IN, OUT> {
  private static final long serialVersionUID = 1L;

  private final ImageEmbedding.Opening model;
  private final DeadLetterSettings deadLetters;

  private transient DeadLetterOffice office;
  private transient PictureVectors vectors;

  EmbedPictures(ImageEmbedding.Opening model, DeadLetterSettings deadLetters) {
    this.model = model;
    this.deadLetters = deadLetters;
  }

  @Override
  public final void open(MetricGroup metrics) {
    office = new DeadLetterOffice(deadLetters, metrics);
    vectors = new PictureVectors(model.open(), metrics);
  }

  final DeadLetterOffice office() {
    return office;
  }

  final PictureVectors vectors() {
    return vectors;
  }

  @Override
  public final void close() {
    if (vectors != null) {
      vectors.close();
      vectors = null;
    }
  }
}
