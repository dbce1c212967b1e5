package io.idealstream.math;

import java.util.Arrays;

/**
 * A sparse vector of whole numbers modulo the prime 2^61 - 1: sums of them are exact. Immutable;
 * equal where the vectors are.
 */
final class Residues {

  private static final int BITS = 61;
  private static final long PRIME = (1L << BITS) - 1;

  static final Residues ZERO = new Residues(new int[0], new long[0]);

  /** Ascending. */
  private final int[] places;

  /** From 1 to the prime less 1, one for each place. */
  private final long[] values;

  private Residues(int[] places, long[] values) {
    this.places = places;
    this.values = values;
  }

  /** 1 at one place. */
  static Residues unit(int place) {
    return new Residues(new int[] {place}, new long[] {1});
  }

  boolean isZero() {
    return places.length == 0;
  }

  /** Places that are not zero; not to be written to. */
  int[] places() {
    return places;
  }

  long at(int place) {
    int found = Arrays.binarySearch(places, place);
    return found < 0 ? 0 : values[found];
  }

  Residues plus(Residues other) {
    return plus(1, other);
  }

  /** The vector plus {@code scale} times another. */
  Residues plus(long scale, Residues other) {
    int[] sumPlaces = new int[places.length + other.places.length];
    long[] sumValues = new long[sumPlaces.length];
    int length = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < places.length || theirs < other.places.length) {
      int left = mine < places.length ? places[mine] : Integer.MAX_VALUE;
      int right = theirs < other.places.length ? other.places[theirs] : Integer.MAX_VALUE;
      long value = left <= right ? values[mine++] : 0;
      if (right <= left) {
        value = reduced(value + times(scale, other.values[theirs++]));
      }
      if (value != 0) {
        sumPlaces[length] = Math.min(left, right);
        sumValues[length++] = value;
      }
    }
    return new Residues(Arrays.copyOf(sumPlaces, length), Arrays.copyOf(sumValues, length));
  }

  /** The scale by which another vector cancels this one at a place: - this / other. */
  long cancelling(Residues other, int place) {
    return times(PRIME - at(place), inverse(other.at(place)));
  }

  private static long times(long left, long right) {
    long low = left * right;
    long high = Math.multiplyHigh(left, right) << (Long.SIZE - BITS) | low >>> BITS;
    return reduced((low & PRIME) + high);
  }

  private static long reduced(long value) {
    return value >= PRIME ? value - PRIME : value;
  }

  /** value^(p-2), which is 1 / value (Fermat). */
  private static long inverse(long value) {
    if (value == 1 || value == PRIME - 1) {
      return value;
    }
    long inverse = 1;
    long power = value;
    for (long exponent = PRIME - 2; exponent > 0; exponent >>= 1) {
      inverse = (exponent & 1) == 1 ? times(inverse, power) : inverse;
      power = times(power, power);
    }
    return inverse;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Residues that
        && Arrays.equals(places, that.places)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(places) + Arrays.hashCode(values);
  }
}
