package io.idealstream.math;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The flat form of moments.
 *
 * <pre>
 *   k, n_1 ... n_k, dimension      header, checked field by field
 *   every row                      as VectorSum.toArray gives it
 *   every pair of rows             weight, squared weight; by the higher row
 *   noise                          weight of events that means of several do not bring
 * </pre>
 */
final class FlatMoments {

  private FlatMoments() {}

  static double[] of(Moments moments) {
    FactorSpace space = moments.space();
    DoubleBuffer array = DoubleBuffer.allocate(length(moments));
    header(space, moments.dimension()).forEach(array::put);
    for (int row = 0; row < space.rows(); row++) {
      array.put(moments.row(row).toArray());
    }
    return array.put(moments.pairs()).put(moments.noise()).array();
  }

  static Moments read(FactorSpace space, Anchor anchor, double[] array) {
    Moments moments = new Moments(space, anchor);
    int header = checkHeader(space, anchor.dimension(), array);
    if (array.length != length(moments)) {
      throw new IllegalArgumentException(
          "numbers of moments: %d, %s with dimension %d needs %d"
              .formatted(array.length, space, anchor.dimension(), length(moments)));
    }
    DoubleBuffer rest = DoubleBuffer.wrap(array).position(header);
    VectorSum[] rows = new VectorSum[space.rows()];
    double[] numbers = new double[VectorSum.HEADER + anchor.dimension()];
    for (int row = 0; row < rows.length; row++) {
      rest.get(numbers);
      rows[row] = VectorSum.fromArray(anchor, numbers);
    }
    double[] pairs = new double[moments.pairs().length];
    rest.get(pairs);
    for (double weight : pairs) {
      checkWeight("weight of a pair", weight);
    }
    double noise = rest.get();
    checkWeight("noise", noise);
    moments.restore(rows, pairs, noise);
    return moments;
  }

  /** Gives the length of the header. */
  private static int checkHeader(FactorSpace space, int dimension, double[] array) {
    List<Double> header = header(space, dimension);
    for (int place = 0; place < header.size(); place++) {
      if (place >= array.length || array[place] != header.get(place)) {
        String found = place < array.length ? String.valueOf(array[place]) : "nothing";
        throw new IllegalArgumentException(
            "moments have %s at place %d of their header, %s with dimension %d needs %s"
                .formatted(found, place, space, dimension, header.get(place)));
      }
    }
    return header.size();
  }

  private static void checkWeight(String name, double weight) {
    if (!(weight >= 0) || !Double.isFinite(weight)) {
      throw new IllegalArgumentException(
          "moments have %s as %s, expected a finite number not below 0; damaged state?"
              .formatted(weight, name));
    }
  }

  private static List<Double> header(FactorSpace space, int dimension) {
    List<Double> header = new ArrayList<>();
    header.add((double) space.factors());
    for (int i = 0; i < space.factors(); i++) {
      header.add((double) space.values(i));
    }
    header.add((double) dimension);
    return header;
  }

  private static int length(Moments moments) {
    FactorSpace space = moments.space();
    int rows = Math.multiplyExact(space.rows(), VectorSum.HEADER + moments.dimension());
    return Math.addExact(space.factors() + 3 + rows, moments.pairs().length);
  }
}
