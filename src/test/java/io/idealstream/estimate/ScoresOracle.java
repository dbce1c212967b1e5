package io.idealstream.estimate;

import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Scores by their definitions: every cell's mean, every pair of cells, nothing in closed form. */
public final class ScoresOracle {

  private final SpaceDefinition definition;
  private final BatchOracle words;
  private final Map<List<String>, List<float[]>> vectors = new TreeMap<>(ScoresOracle::compare);

  public ScoresOracle(SpaceDefinition definition) {
    this.definition = definition;
    words = new BatchOracle(definition);
  }

  private static int compare(List<String> cell, List<String> other) {
    return cell.toString().compareTo(other.toString());
  }

  public void add(Map<String, String> values, float[] vector) {
    words.add(values, vector);
    List<String> cell = definition.factors().keySet().stream().map(values::get).toList();
    vectors.computeIfAbsent(cell, unseen -> new ArrayList<>()).add(vector);
  }

  public long cells() {
    return vectors.size();
  }

  /** Rows of the words, every cell one vote. */
  public double[][] words() {
    return words.words();
  }

  /** |u_z - ut_z|^2 of every cell. */
  public double[] distancesFrom(double[][] rows) {
    return vectors.keySet().stream()
        .mapToDouble(cell -> squared(mean(cell), sum(rows, cell)))
        .toArray();
  }

  /** |u_z - u_z'|^2 of every pair. */
  public double[] distancesOfPairs() {
    List<List<String>> cells = List.copyOf(vectors.keySet());
    List<Double> distances = new ArrayList<>();
    for (int z = 0; z < cells.size(); z++) {
      for (int other = 0; other < z; other++) {
        distances.add(squared(mean(cells.get(z)), mean(cells.get(other))));
      }
    }
    return distances.stream().mapToDouble(distance -> distance).toArray();
  }

  /** Share of cells whose sum of words is nearest to their own mean. */
  public double accuracy(double[][] rows) {
    long right =
        vectors.keySet().stream()
            .filter(
                cell ->
                    vectors.keySet().stream()
                        .allMatch(
                            other ->
                                squared(mean(cell), sum(rows, cell))
                                    <= squared(mean(other), sum(rows, cell)) + 1e-12))
            .count();
    return (double) right / vectors.size();
  }

  /** mean_z s2 / n_z, less the share of the fit, s2 the pooled variance inside cells. */
  public double noiseFloor(int rank) {
    double inside = 0;
    double freedom = 0;
    double inverse = 0;
    for (Map.Entry<List<String>, List<float[]>> cell : vectors.entrySet()) {
      for (float[] vector : cell.getValue()) {
        inside += squared(widened(vector), mean(cell.getKey()));
      }
      freedom += cell.getValue().size() - 1;
      inverse += 1.0 / cell.getValue().size();
    }
    double cells = vectors.size();
    return inside / freedom * inverse / cells * (cells - rank) / cells;
  }

  /** Cosine of the words of a factor by cells and by counts, from their first row. */
  public double agreement(int from, int to) {
    double[][] byCells = words.words();
    double[][] byCounts = words.countWords();
    double product = 0;
    double left = 0;
    double right = 0;
    for (int row = from; row < to; row++) {
      for (int j = 0; j < byCells[row].length; j++) {
        product += byCells[row][j] * byCounts[row][j];
        left += byCells[row][j] * byCells[row][j];
        right += byCounts[row][j] * byCounts[row][j];
      }
    }
    return product / Math.sqrt(left * right);
  }

  public static double mean(double[] numbers) {
    return DoubleStream.of(numbers).average().orElseThrow();
  }

  public static double deviation(double[] numbers) {
    double mean = mean(numbers);
    double squares = DoubleStream.of(numbers).map(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares / (numbers.length - 1));
  }

  private double[] mean(List<String> cell) {
    List<float[]> all = vectors.get(cell);
    double[] mean = new double[all.get(0).length];
    for (float[] vector : all) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += vector[j] / (double) all.size();
      }
    }
    return mean;
  }

  private double[] sum(double[][] rows, List<String> cell) {
    double[] sum = rows[0].clone();
    int first = 1;
    int factor = 0;
    for (var values : definition.factors().values()) {
      double[] word = rows[first + values.names().indexOf(cell.get(factor++))];
      for (int j = 0; j < sum.length; j++) {
        sum[j] += word[j];
      }
      first += values.names().size();
    }
    return sum;
  }

  private static double[] widened(float[] vector) {
    double[] wide = new double[vector.length];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = vector[j];
    }
    return wide;
  }

  private static double squared(double[] left, double[] right) {
    double sum = 0;
    for (int j = 0; j < left.length; j++) {
      sum += (left[j] - right[j]) * (left[j] - right[j]);
    }
    return sum;
  }
}
