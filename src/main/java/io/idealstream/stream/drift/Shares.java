package io.idealstream.stream.drift;

/**
 * How the one promise of a space is divided among its feeds: by the order in which they came, so
 * that what is added up never exceeds 1, however many come.
 *
 * <pre>
 *   all feeds together: 1/4          the n-th feed: 3/4 / (n (n + 1))
 * </pre>
 */
final class Shares {

  private static final double OF_ALL = 0.25;

  private Shares() {}

  /**
   * The share of a feed.
   *
   * @param number from 1; 0 of all feeds together
   */
  static double of(int number) {
    return number == 0 ? OF_ALL : (1 - OF_ALL) / number / (number + 1.0);
  }
}
