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
 * Standing queries of one model, scored all at once.
 *
 * <p>The matrix product may sum in single precision and in any order, so it only preselects: for
 * unit vectors its error is below gamma_d = d u / (1 - d u), u = 2^-24 (Higham 2002, section 3.1).
 * What comes within twice that bound of its threshold is computed again in double; the second half
 * of the bound covers the rounding of thresholds. Matches and scores are therefore exact, and the
 * same for every product, batch size and order of queries.
 *
 * <p>Queries lie in blocks of fixed size, so that none is ever copied to a larger place; the last
 * query takes the place of a removed one. For one thread.
 */
public final class StandingQueries {

  private final MatrixProduct product;
  private final int dimension;
  private final double slack;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<QueryBlock> blocks = new ArrayList<>();
  private final float[] vector;
  private FloatBuffer batch = direct(0);
  private FloatBuffer scores = direct(0);
  private float[] row = {};
  private long[] times = {};
  private long earliest;
  private long latest;
  private float[] best = {};

  public StandingQueries(MatrixProduct product, int dimension) {
    this.product = product;
    this.dimension = dimension;
    this.slack = 2.0 * dimension / ((1 << 24) - dimension);
    this.vector = new float[dimension];
  }

  public int size() {
    return places.size();
  }

  /**
   * Adds a query, or replaces the one of the same id.
   *
   * @param direction [dimension], of length 1
   * @throws IllegalArgumentException if the vector is not a unit vector of this dimension; nothing
   *     changes then
   */
  public void put(StandingQuery query, float[] direction) {
    check(query, direction);
    int size = places.size();
    int place = places.computeIfAbsent(query.id(), id -> size);
    if (place == blocks.size() * QueryBlock.ROWS) {
      blocks.add(new QueryBlock(dimension, slack));
    }
    block(place).put(row(place), query, direction);
  }

  /**
   * Says that only the best of a window are asked for: of a batch, items are left out that others
   * of it displace. Until the query is put again.
   */
  public void limit(String id, BestOfWindow limit) {
    Integer place = places.get(id);
    if (place != null) {
      block(place).limit(row(place), limit);
    }
  }

  /** Sets the floor of a query, in place of the one before; a query that is put has none. */
  public void raise(String id, Floor floor) {
    Integer place = places.get(id);
    if (place != null) {
      block(place).raise(row(place), floor);
    }
  }

  /** Takes the floor of a query away. */
  public void lower(String id) {
    Integer place = places.get(id);
    if (place != null) {
      block(place).lower(row(place));
    }
  }

  /** Removes a query; whether there was one. */
  public boolean remove(String id) {
    Integer place = places.remove(id);
    if (place == null) {
      return false;
    }
    int last = places.size();
    if (place < last) {
      block(place).move(row(place), block(last), row(last));
      places.put(block(place).query(row(place)).id(), place);
    }
    block(last).clear(row(last));
    if (row(last) == 0) {
      blocks.remove(blocks.size() - 1);
    }
    return true;
  }

  private QueryBlock block(int place) {
    return blocks.get(place / QueryBlock.ROWS);
  }

  private static int row(int place) {
    return place % QueryBlock.ROWS;
  }

  /**
   * Every match of every item, in no certain order.
   *
   * @throws IllegalArgumentException if an item has another dimension
   */
  public List<Match> match(List<Candidate> items) {
    return match(items, Long.MAX_VALUE);
  }

  /**
   * The same, but of the queries with a limit only those that may be among the best.
   *
   * @param reached windows that end up to then, in milliseconds since 1970, have no limit: whoever
   *     comes late is to be counted
   */
  public List<Match> match(List<Candidate> items, long reached) {
    List<Match> matches = new ArrayList<>();
    if (places.isEmpty() || items.isEmpty()) {
      return matches;
    }
    load(items);
    for (int b = 0; b < blocks.size(); b++) {
      int rows = Math.min(QueryBlock.ROWS, places.size() - b * QueryBlock.ROWS);
      var shape = new MatrixProduct.Shape(rows, items.size(), dimension);
      product.multiply(shape, blocks.get(b).vectors(), batch, scores);
      scores.get(0, row, 0, rows * items.size());
      scan(blocks.get(b), rows, items, reached, matches);
    }
    return matches;
  }

  private void scan(
      QueryBlock block, int rows, List<Candidate> items, long reached, List<Match> matches) {
    int width = items.size();
    for (int q = 0; q < rows; q++) {
      float bar = block.bar(q, earliest, latest);
      BestOfWindow limit = block.limit(q);
      if (limit != null && width > limit.k() && isOfOneWindow(limit.windows(), width, reached)) {
        bar = Math.max(bar, bestBar(block, q, items, limit.k(), bar));
      }
      for (int item = 0; item < width; item++) {
        // nearly all stop here, so nothing but the score is touched before
        if (row[q * width + item] >= bar && block.mayMatch(q, row[q * width + item], times[item])) {
          confirm(block, q, item, items.get(item), matches);
        }
      }
    }
  }

  private boolean isOfOneWindow(Tumbling windows, int width, long reached) {
    long start = windows.start(earliest);
    return start == windows.start(latest) && windows.end(start) - 1 > reached;
  }

  /** The rounded score below which an item is surely not among the best k of this batch. */
  private float bestBar(QueryBlock block, int q, List<Candidate> items, int k, float bar) {
    int width = items.size();
    float[] best = this.best.length < k ? this.best = new float[k] : this.best;
    int count = 0;
    for (int item = 0; item < width; item++) {
      float score = row[q * width + item];
      if (score >= bar
          && (count < k || score > best[k - 1])
          && block.mayMatch(q, score, times[item])
          && block.query(q).concerns(items.get(item).feed(), items.get(item).time())) {
        int at = count < k ? count++ : k - 1;
        for (; at > 0 && best[at - 1] < score; at--) {
          best[at] = best[at - 1];
        }
        best[at] = score;
      }
    }
    // two scores may be as far from their exact ones, each to another side
    return count < k ? Float.NEGATIVE_INFINITY : (float) (best[k - 1] - 2 * slack);
  }

  private void confirm(QueryBlock block, int q, int index, Candidate item, List<Match> matches) {
    double score = Products.of(block.vector(q, vector), item.vector());
    if (block.matches(q, score, times[index])
        && block.query(q).concerns(item.feed(), item.time())) {
      matches.add(new Match(index, block.query(q).id(), score));
    }
  }

  private void check(StandingQuery query, float[] direction) {
    if (direction.length != dimension) {
      throw new IllegalArgumentException(
          "query %s has %d numbers, the others have %d; embedded by another model?"
              .formatted(query.id(), direction.length, dimension));
    }
    double squares = Products.of(direction, direction);
    if (!(Math.abs(squares - 1) < 1e-3)) {
      throw new IllegalArgumentException(
          "query %s has length %s, expected 1".formatted(query.id(), Math.sqrt(squares)));
    }
  }

  private void load(List<Candidate> items) {
    if (times.length < items.size()) {
      batch = direct(items.size() * dimension);
      scores = direct(items.size() * QueryBlock.ROWS);
      row = new float[items.size() * QueryBlock.ROWS];
      times = new long[items.size()];
    }
    earliest = Long.MAX_VALUE;
    latest = Long.MIN_VALUE;
    for (int item = 0; item < items.size(); item++) {
      float[] numbers = items.get(item).vector();
      if (numbers.length != dimension) {
        throw new IllegalArgumentException(
            "item has %d numbers, the queries have %d; embedded by another model?"
                .formatted(numbers.length, dimension));
      }
      batch.put(item * dimension, numbers);
      times[item] = items.get(item).time().toEpochMilli();
      earliest = Math.min(earliest, times[item]);
      latest = Math.max(latest, times[item]);
    }
  }

  private static FloatBuffer direct(int numbers) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(numbers, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
