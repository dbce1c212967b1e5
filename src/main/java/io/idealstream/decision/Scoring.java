package io.idealstream.decision;

/** How well each value of one factor fits an item. */
@FunctionalInterface
public interface Scoring {

  /**
   * One score per value, in the factor's order; the larger the better. Scores are inner products,
   * not yet multiplied by the model's logit scale; what is added to all of them means nothing.
   *
   * @param item unit vector [dimension]
   */
  double[] scores(float[] item);
}
