package io.idealstream.stream.embed;

import io.idealstream.stream.TextEmbedding;
import java.io.Serializable;

/**
 * Where the vectors of a job come from: a model that it opens, or somebody else's. Travels with the
 * operators.
 */
public interface JobModel extends Serializable {

  /**
   * Opens the vision tower for an operator.
   *
   * @param subtasks of the operator
   */
  ImageEmbedding.Opening images(int subtasks);

  /** Opens the text tower for an operator. */
  TextEmbedding.Opening texts();

  /** Fingerprint of the model, or the id that somebody else gives it. */
  String fingerprint();

  /** What becomes of vectors that are of another model. */
  enum Others {
    /** They are dead letters. */
    REFUSE,
    /** They are counted and left aside. */
    IGNORE
  }
}
