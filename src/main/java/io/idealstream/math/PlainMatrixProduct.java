package io.idealstream.math;

import java.nio.FloatBuffer;

/**
 * The product in plain Java: for tests, small spaces, and machines without a native library.
 *
 * <p>Four vectors of the batch at a time, so that a query is read a quarter as often; sums in
 * double, so that the result is the exact product rounded once.
 */
public final class PlainMatrixProduct implements MatrixProduct {

  private static final int WIDTH = 4;

  @Override
  public void multiply(Shape shape, FloatBuffer queries, FloatBuffer batch, FloatBuffer scores) {
    shape.check(queries, batch, scores);
    int dimension = shape.dimension();
    float[] query = new float[dimension];
    float[] vectors = new float[shape.batch() * dimension];
    batch.get(0, vectors);
    for (int q = 0; q < shape.queries(); q++) {
      queries.get(q * dimension, query);
      int b = 0;
      for (; b + WIDTH <= shape.batch(); b += WIDTH) {
        four(query, vectors, b * dimension, scores, q * shape.batch() + b);
      }
      for (; b < shape.batch(); b++) {
        scores.put(q * shape.batch() + b, (float) one(query, vectors, b * dimension));
      }
    }
  }

  private static void four(float[] query, float[] vectors, int at, FloatBuffer scores, int place) {
    int dimension = query.length;
    int second = at + dimension;
    int third = second + dimension;
    int fourth = third + dimension;
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    for (int j = 0; j < dimension; j++) {
      double x = query[j];
      sum0 += x * vectors[at + j];
      sum1 += x * vectors[second + j];
      sum2 += x * vectors[third + j];
      sum3 += x * vectors[fourth + j];
    }
    scores.put(place, (float) sum0);
    scores.put(place + 1, (float) sum1);
    scores.put(place + 2, (float) sum2);
    scores.put(place + 3, (float) sum3);
  }

  private static double one(float[] query, float[] vectors, int at) {
    double sum = 0;
    for (int j = 0; j < query.length; j++) {
      sum += (double) query[j] * vectors[at + j];
    }
    return sum;
  }
}
