package io.idealstream.stream;

import java.io.Serializable;
import java.util.List;

/**
 * The text tower of the model that the job runs, as its operators see it. A handle for one thread.
 */
public interface TextEmbedding extends AutoCloseable {

  /** Opens the embedding where an operator runs; travels there with the operator. */
  @FunctionalInterface
  interface Opening extends Serializable {

    /** Called once by every subtask; the subtask closes what it got. */
    TextEmbedding open();
  }

  /** Fingerprint of the model. */
  String fingerprint();

  /** Length of a vector. */
  int dimension();

  /** The model's factor between a cosine and a logit; above zero. */
  double logitScale();

  /** Whether given vectors of any length are taken, and scaled to length 1. */
  default boolean takesAnyLength() {
    return true;
  }

  /** Whether a text may have another vector later, since somebody else gives it. */
  default boolean mayChange() {
    return false;
  }

  /** Batches that could not be run at once, so that each item ran alone, which is slower. */
  default long dividedBatches() {
    return 0;
  }

  /** Embeds texts of any length: one outcome per text, in order. */
  List<Outcome> embed(List<String> texts);

  @Override
  void close();

  /** What became of one text. */
  sealed interface Outcome {

    /**
     * A unit vector.
     *
     * @param values [dimension], finite, of length 1
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Vector(float[] values) implements Outcome {}

    /**
     * No vector.
     *
     * @param detail a sentence for people
     */
    record Failure(String detail) implements Outcome {}

    /** No vector so far: somebody else is to give it. */
    record Missing() implements Outcome {}
  }
}
