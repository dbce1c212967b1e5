package io.idealstream.decision;

import io.idealstream.math.MatrixProduct;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static final int FIRST_PAIRS = 1024;

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

  /** Place of a query and index of an item. */
  private long[] pairs = {};

  private int preselected;

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
   * Hands what may match a query to a ranking, without its exact score. Until the query is put
   * again.
   */
  public void rank(String id, Ranking ranking) {
    Integer place = places.get(id);
    if (place != null) {
      block(place).rank(row(place), ranking);
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

  /** How far a rounded score may be from its exact one, and some more. */
  public double slack() {
    return slack;
  }

  /**
   * Exact scores of a query, whatever its threshold.
   *
   * @param items vectors, each [dimension]
   * @throws IllegalArgumentException if there is no such query
   */
  public double[] scores(String id, List<float[]> items) {
    Integer place = places.get(id);
    if (place == null) {
      throw new IllegalArgumentException("no query " + id);
    }
    return Products.of(block(place).vector(row(place), new float[dimension]), items);
  }

  private QueryBlock block(int place) {
    return blocks.get(place / QueryBlock.ROWS);
  }

  private static int row(int place) {
    return place % QueryBlock.ROWS;
  }

  /**
   * Every match of every item, in no certain order; of those that rankings take, nothing.
   *
   * @throws IllegalArgumentException if an item has another dimension
   */
  public List<Match> match(List<Candidate> items) {
    return preselect(items).matches(0, items.size());
  }

  /**
   * What may match, and is not taken by rankings, eight bytes each: a batch of items can have more
   * matches than memory is to hold at a time. Until a query is put or removed, or the next call.
   *
   * @throws IllegalArgumentException if an item has another dimension
   */
  public Preselection preselect(List<Candidate> items) {
    preselected = 0;
    if (!places.isEmpty() && !items.isEmpty()) {
      load(items);
      for (int b = 0; b < blocks.size(); b++) {
        int rows = Math.min(QueryBlock.ROWS, places.size() - b * QueryBlock.ROWS);
        var shape = new MatrixProduct.Shape(rows, items.size(), dimension);
        product.multiply(shape, blocks.get(b).vectors(), batch, scores);
        scores.get(0, row, 0, rows * items.size());
        scan(b, rows, items);
      }
    }
    return new Preselection(items);
  }

  private void scan(int b, int rows, List<Candidate> items) {
    QueryBlock block = blocks.get(b);
    int width = items.size();
    for (int q = 0; q < rows; q++) {
      float bar = block.bar(q, earliest, latest);
      for (int item = 0; item < width; item++) {
        float score = row[q * width + item];
        // nearly all stop here, so nothing but the score is touched before
        if (score >= bar
            && block.mayMatch(q, score, times[item])
            && block.query(q).concerns(items.get(item).feed(), items.get(item).time())) {
          Ranking ranking = block.ranking(q);
          if (ranking != null && ranking.take(item, score)) {
            Floor floor = ranking.floor();
            if (floor != null) {
              block.raise(q, floor);
            }
          } else {
            preselect(b * QueryBlock.ROWS + q, item);
          }
        }
      }
    }
  }

  private void preselect(int place, int item) {
    if (preselected == pairs.length) {
      pairs = Arrays.copyOf(pairs, Math.max(FIRST_PAIRS, 2 * pairs.length));
    }
    pairs[preselected++] = (long) place << Integer.SIZE | item;
  }

  /** Pairs of a query and an item that may match. */
  public final class Preselection {
    private final List<Candidate> items;

    private Preselection(List<Candidate> items) {
      this.items = items;
    }

    /** How many queries each item may match. */
    public int[] counts() {
      int[] counts = new int[items.size()];
      for (int i = 0; i < preselected; i++) {
        counts[(int) pairs[i]]++;
      }
      return counts;
    }

    /** The matches of some items, by their exact scores, in no certain order. */
    public List<Match> matches(int from, int to) {
      List<Match> matches = new ArrayList<>();
      for (int i = 0; i < preselected; i++) {
        int item = (int) pairs[i];
        if (item >= from && item < to) {
          confirm((int) (pairs[i] >>> Integer.SIZE), item, items.get(item), matches);
        }
      }
      return matches;
    }
  }

  private void confirm(int place, int index, Candidate item, List<Match> matches) {
    QueryBlock block = block(place);
    double score = Products.of(block.vector(row(place), vector), item.vector());
    if (block.matches(row(place), score, times[index])) {
      matches.add(new Match(index, block.query(row(place)).id(), score));
    }
  }

  private void check(StandingQuery query, float[] direction) {
    if (direction.length != dimension) {
      throw new IllegalArgumentException(
          "query %s has dimension %d, the others have %d; embedded by another model?"
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
            "item has dimension %d, the queries have %d; embedded by another model?"
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
