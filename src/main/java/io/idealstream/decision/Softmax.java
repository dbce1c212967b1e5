package io.idealstream.decision;

/** Probabilities of a closed set of values. */
public final class Softmax {

  private Softmax() {}

  /** p_v = exp(s score_v) / sum_w exp(s score_w). */
  static double[] of(double scale, double[] scores) {
    double best = scores[largest(scores)];
    double[] probabilities = new double[scores.length];
    double sum = 0;
    for (int v = 0; v < scores.length; v++) {
      probabilities[v] = Math.exp(scale * (scores[v] - best));
      sum += probabilities[v];
    }
    for (int v = 0; v < scores.length; v++) {
      probabilities[v] /= sum;
    }
    return probabilities;
  }

  /** Index of the largest number, the first of several. */
  public static int largest(double[] numbers) {
    int largest = 0;
    for (int v = 1; v < numbers.length; v++) {
      if (numbers[v] > numbers[largest]) {
        largest = v;
      }
    }
    return largest;
  }
}
