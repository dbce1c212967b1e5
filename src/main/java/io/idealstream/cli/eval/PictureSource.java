package io.idealstream.cli.eval;

import io.idealstream.math.Progress;
import io.idealstream.wire.dataset.LabelledPicture;
import java.util.List;
import java.util.function.BiConsumer;

/** Gives pictures as vectors. */
public interface PictureSource {

  /** Hands on every picture with its unit vector, in order. */
  void read(
      List<LabelledPicture> pictures,
      BiConsumer<LabelledPicture, float[]> taker,
      Progress progress);

  /** Vectors that a model was asked for. */
  long embedded();

  /** Vectors that were there already. */
  long reused();

  /** Pictures that were left out. */
  long broken();
}
