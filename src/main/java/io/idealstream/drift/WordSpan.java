package io.idealstream.drift;

import java.util.Arrays;
import java.util.List;

/**
 * All that changed shares can do to a centre: the span of the words of the values, and how the mean
 * of items scatters within it and outside.
 */
public final class WordSpan {

  /** A word shorter than this after those before are taken out adds no direction. */
  private static final double LEAST = 1e-6;

  private final int dimension;

  /** Row-major [directions x dimension], orthonormal. */
  private final double[] basis;

  private final Scatter inside;
  private final Scatter outside;

  /**
   * How the mean of n independent items scatters around their expectation.
   *
   * <pre>
   *   E |mean|^2 = tr Sigma / n        Var |mean|^2 ~ 2 tr Sigma^2 / n^2
   * </pre>
   *
   * @param trace tr Sigma
   * @param squareTrace tr Sigma^2
   */
  public record Scatter(double trace, double squareTrace) {

    double noise(long items) {
      return trace / items;
    }

    double deviation(long items) {
      return Math.sqrt(2 * squareTrace) / items;
    }
  }

  private WordSpan(double[] basis, int dimension, Scatter inside, Scatter outside) {
    this.basis = basis;
    this.dimension = dimension;
    this.inside = inside;
    this.outside = outside;
  }

  /**
   * The span of words.
   *
   * @param inside scatter of what lies in the span
   * @param outside scatter of the rest
   */
  public static WordSpan of(PictureWords words, Scatter inside, Scatter outside) {
    return new WordSpan(basis(words), words.dimension(), inside, outside);
  }

  /** The span of words, its scatter taken from items of the reference; at least two. */
  static WordSpan of(PictureWords words, List<Item> items) {
    WordSpan bare = of(words, new Scatter(0, 0), new Scatter(0, 0));
    int dimension = words.dimension();
    double[] in = new double[items.size() * dimension];
    double[] out = new double[in.length];
    for (int i = 0; i < items.size(); i++) {
      double[] from = new double[dimension];
      for (int j = 0; j < dimension; j++) {
        from[j] = items.get(i).vector()[j] - words.centre()[j];
      }
      double[] rest = bare.rest(from);
      for (int j = 0; j < dimension; j++) {
        out[i * dimension + j] = rest[j];
        in[i * dimension + j] = from[j] - rest[j];
      }
    }
    return new WordSpan(bare.basis, dimension, scatter(in, dimension), scatter(out, dimension));
  }

  /** tr Sigma^2 by the mean of (e_s . e_t)^2 over pairs of items. */
  private static Scatter scatter(double[] rows, int dimension) {
    int number = rows.length / dimension;
    double trace = Inner.of(rows, 0, rows, 0, rows.length) / number;
    double squares = 0;
    for (int s = 0; s < number; s++) {
      for (int t = 0; t < s; t++) {
        squares += Math.pow(Inner.of(rows, s * dimension, rows, t * dimension, dimension), 2);
      }
    }
    return new Scatter(trace, squares / ((double) number * (number - 1) / 2));
  }

  /** Gram and Schmidt, twice for each word. */
  private static double[] basis(PictureWords words) {
    int dimension = words.dimension();
    double[] basis = new double[words.rows().length];
    int found = 0;
    for (int at = 0; at < words.rows().length; at += dimension) {
      double[] row = new double[dimension];
      System.arraycopy(words.rows(), at, row, 0, dimension);
      double[] rest = without(without(row, basis, found), basis, found);
      double length = Math.sqrt(Inner.of(rest, 0, rest, 0, dimension));
      if (length > LEAST) {
        for (int j = 0; j < dimension; j++) {
          basis[found * dimension + j] = rest[j] / length;
        }
        found++;
      }
    }
    return Arrays.copyOf(basis, found * dimension);
  }

  private static double[] without(double[] vector, double[] basis, int directions) {
    double[] rest = vector.clone();
    for (int b = 0; b < directions; b++) {
      double along = Inner.of(basis, b * vector.length, vector, 0, vector.length);
      for (int j = 0; j < vector.length; j++) {
        rest[j] -= along * basis[b * vector.length + j];
      }
    }
    return rest;
  }

  /** What no change of shares can do. */
  double[] rest(double[] shift) {
    return without(shift, basis, basis.length / dimension);
  }

  Scatter inside() {
    return inside;
  }

  Scatter outside() {
    return outside;
  }
}
