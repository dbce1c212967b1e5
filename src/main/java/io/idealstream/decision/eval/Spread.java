package io.idealstream.decision.eval;

/**
 * Mean and sample deviation of numbers as they come (Welford 1962); NaN is passed over. Mutable.
 */
final class Spread {

  private long number;
  private double mean;
  private double squares;

  void add(double x) {
    if (Double.isNaN(x)) {
      return;
    }
    number++;
    double before = x - mean;
    mean += before / number;
    squares += before * (x - mean);
  }

  /** NaN without numbers. */
  double mean() {
    return number > 0 ? mean : Double.NaN;
  }

  /** NaN below two numbers. */
  double deviation() {
    return number > 1 ? Math.sqrt(squares / (number - 1)) : Double.NaN;
  }
}
