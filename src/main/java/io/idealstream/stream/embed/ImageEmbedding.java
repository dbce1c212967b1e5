package io.idealstream.stream.embed;

import io.idealstream.model.Embedding;
import java.io.Serializable;
import java.util.List;

/**
 * The vision tower of the model that the job runs, as its operators see it. A handle for one
 * thread.
 */
public interface ImageEmbedding extends AutoCloseable {

  /** Opens the embedding where an operator runs; travels there with the operator. */
  @FunctionalInterface
  interface Opening extends Serializable {

    /** Called once by every subtask; the subtask closes what it got. */
    ImageEmbedding open();
  }

  /** Fingerprint of the model. */
  String fingerprint();

  /** Length of a vector. */
  int dimension();

  /** Whether given vectors of any length are taken, and scaled to length 1. */
  default boolean takesAnyLength() {
    return true;
  }

  /** Batches that could not be run at once, so that each item ran alone, which is slower. */
  default long dividedBatches() {
    return 0;
  }

  /**
   * Embeds encoded pictures: one outcome per picture, in order.
   *
   * @throws RuntimeException if the model cannot be run at all
   */
  List<Embedding> embed(List<byte[]> encoded);

  @Override
  void close();
}
