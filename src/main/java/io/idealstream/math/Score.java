package io.idealstream.math;

/**
 * Mean and sample standard deviation (n - 1) of a number over cells or pairs of cells.
 *
 * @param sd 0 for a single number
 */
public record Score(double mean, double sd) {

  static Score of(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    double mean = sum / numbers.length;
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    return new Score(mean, numbers.length > 1 ? Math.sqrt(squares / (numbers.length - 1)) : 0);
  }

  /** The same from sums over n numbers; squares that are only rounding make no deviation. */
  static Score ofSums(double number, double sum, double sumOfSquares) {
    double mean = sum / number;
    double squares = sumOfSquares - number * mean * mean;
    boolean spread = number > 1 && squares > 1e-12 * sumOfSquares;
    return new Score(mean, spread ? Math.sqrt(squares / (number - 1)) : 0);
  }
}
