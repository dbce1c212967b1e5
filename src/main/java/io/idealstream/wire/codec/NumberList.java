package io.idealstream.wire.codec;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The numbers of a list without an object for each: vectors are the longest lists there are. An
 * element is a Long where it was written as a whole number, else a Double.
 */
final class NumberList extends AbstractList<Object> implements RandomAccess {

  private static final int FIRST_CAPACITY = 64;

  /** Beyond this, a double no longer tells neighbouring integers apart. */
  private static final long LARGEST_EXACT = 1L << 53;

  private double[] numbers = new double[FIRST_CAPACITY];
  private boolean[] whole = new boolean[FIRST_CAPACITY];
  private int size;

  /** Whether a whole number is kept as it is. */
  static boolean isExact(long number) {
    return number >= -LARGEST_EXACT && number <= LARGEST_EXACT;
  }

  void add(double number, boolean isWhole) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
      whole = Arrays.copyOf(whole, 2 * size);
    }
    numbers[size] = number;
    whole[size] = isWhole;
    size++;
  }

  double at(int index) {
    return numbers[index];
  }

  @Override
  public Object get(int index) {
    double number = numbers[Objects.checkIndex(index, size)];
    if (whole[index]) {
      return (long) number;
    }
    return number;
  }

  @Override
  public int size() {
    return size;
  }
}
