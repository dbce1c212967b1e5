package io.idealstream.stream.embed;

import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.output.DeadLetterOffice;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
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
  private final JobModel.Others others;
  private final DeadLetterSettings deadLetters;

  private transient DeadLetterOffice office;
  private transient OtherModels otherModels;
  private transient PictureVectors vectors;

  EmbedPictures(
      ImageEmbedding.Opening model, JobModel.Others others, DeadLetterSettings deadLetters) {
    this.model = model;
    this.others = others;
    this.deadLetters = deadLetters;
  }

  @Override
  public final void open(MetricGroup metrics) {
    office = new DeadLetterOffice(deadLetters, metrics);
    otherModels = new OtherModels(others, metrics);
    vectors = new PictureVectors(model.open(), metrics);
  }

  /** The dead letter of a record, unless that is left aside; gives whether it is dead. */
  final boolean refuse(int index, TopicRecord origin, Unreadable why, Outputs<OUT> outputs) {
    boolean dead = !otherModels.leavesAside(why);
    if (dead) {
      outputs.emit(index, DeadLetters.TAG, office.letter(origin, why));
    }
    return dead;
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
