package io.idealstream.decision;

import io.idealstream.math.MatrixProduct;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Standing queries by threshold, scored all at once.
 *
 * <p>The matrix product may sum in single precision and in any order, so it only preselects: for
 * unit vectors its error is below gamma_d = d u / (1 - d u), u = 2^-24 (Higham 2002, section 3.1).
 * What comes within twice that bound of its threshold is computed again in double. Matches and
 * scores are therefore exact, and the same for every product, batch size and order of queries.
 *
 * <p>Query vectors lie row-major in a direct buffer that doubles when full; the last row takes the
 * place of a removed one. For one thread.
 */
public final class ThresholdQueries {

  private static final int FIRST_CAPACITY = 16;

  private final MatrixProduct product;
  private final int dimension;
  private final double slack;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<StandingQuery> queries = new ArrayList<>();
  private FloatBuffer matrix;
  private FloatBuffer batch = direct(0);
  private FloatBuffer scores = direct(0);

  public ThresholdQueries(MatrixProduct product, int dimension) {
    this.product = product;
    this.dimension = dimension;
    this.slack = 2.0 * dimension / ((1 << 24) - dimension);
    this.matrix = direct(FIRST_CAPACITY * dimension);
  }

  public int dimension() {
    return dimension;
  }

  public int size() {
    return queries.size();
  }

  /**
   * Adds a query, or replaces the one of the same id.
   *
   * @throws IllegalArgumentException if the vector is not a unit vector of this dimension; nothing
   *     changes then
   */
  public void put(StandingQuery query) {
    check(query);
    int place = places.computeIfAbsent(query.id(), id -> queries.size());
    if (place == queries.size()) {
      queries.add(query);
      reserve();
    } else {
      queries.set(place, query);
    }
    matrix.put(place * dimension, query.vector());
  }

  /** Removes a query; whether there was one. */
  public boolean remove(String id) {
    Integer place = places.remove(id);
    if (place == null) {
      return false;
    }
    StandingQuery last = queries.remove(queries.size() - 1);
    if (place < queries.size()) {
      queries.set(place, last);
      places.put(last.id(), place);
      matrix.put(place * dimension, last.vector());
    }
    return true;
  }

  /**
   * Every match of every item, item by item.
   *
   * @throws IllegalArgumentException if an item has another dimension
   */
  public List<Match> match(List<Candidate> items) {
    List<Match> matches = new ArrayList<>();
    if (queries.isEmpty() || items.isEmpty()) {
      return matches;
    }
    load(items);
    var shape = new MatrixProduct.Shape(queries.size(), items.size(), dimension);
    product.multiply(shape, matrix, batch, scores);
    for (int item = 0; item < items.size(); item++) {
      for (int q = 0; q < queries.size(); q++) {
        if (scores.get(q * items.size() + item) >= queries.get(q).threshold() - slack) {
          confirm(item, items.get(item), queries.get(q), matches);
        }
      }
    }
    return matches;
  }

  private static void confirm(int index, Candidate item, StandingQuery query, List<Match> matches) {
    double score = Products.of(query.vector(), item.vector());
    if (score >= query.threshold() && query.concerns(item)) {
      matches.add(new Match(index, query.id(), score));
    }
  }

  private void check(StandingQuery query) {
    if (query.vector().length != dimension) {
      throw new IllegalArgumentException(
          "query %s has %d numbers, the others have %d; embedded by another model?"
              .formatted(query.id(), query.vector().length, dimension));
    }
    double squares = Products.of(query.vector(), query.vector());
    if (!(Math.abs(squares - 1) < 1e-3)) {
      throw new IllegalArgumentException(
          "query %s has length %s, expected 1".formatted(query.id(), Math.sqrt(squares)));
    }
  }

  private void load(List<Candidate> items) {
    if (batch.capacity() < items.size() * dimension) {
      batch = direct(items.size() * dimension);
    }
    if (scores.capacity() < items.size() * queries.size()) {
      scores = direct(items.size() * Math.max(queries.size(), matrix.capacity() / dimension));
    }
    for (int item = 0; item < items.size(); item++) {
      float[] vector = items.get(item).vector();
      if (vector.length != dimension) {
        throw new IllegalArgumentException(
            "item has %d numbers, the queries have %d; embedded by another model?"
                .formatted(vector.length, dimension));
      }
      batch.put(item * dimension, vector);
    }
  }

  private void reserve() {
    if (matrix.capacity() < queries.size() * dimension) {
      FloatBuffer larger = direct(2 * matrix.capacity());
      larger.put(0, matrix, 0, matrix.capacity());
      matrix = larger;
    }
  }

  private static FloatBuffer direct(int numbers) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(numbers, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
