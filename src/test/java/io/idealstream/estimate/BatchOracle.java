package io.idealstream.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Words of a space in one batch, by textbook means: the mean of every cell, the normal equations of
 * the additive model with the side condition added, Gaussian elimination with partial pivoting.
 *
 * <pre>
 *   (sum_z w_z a_z a_z' + sum_i s_i s_i') Theta = sum_z w_z a_z m_z'
 *   s_i holds the weights of factor i at its values
 * </pre>
 */
public final class BatchOracle {

  private final List<List<String>> values = new ArrayList<>();
  private final List<List<Double>> weights = new ArrayList<>();
  private final List<String> factors;
  private final Map<List<String>, double[]> sums = new HashMap<>();
  private final Map<List<String>, Double> counts = new HashMap<>();
  private final int rows;

  public BatchOracle(SpaceDefinition definition) {
    factors = List.copyOf(definition.factors().keySet());
    int size = 1;
    for (String factor : factors) {
      values.add(definition.factors().get(factor).names());
      weights.add(List.copyOf(definition.factors().get(factor).weights().values()));
      size += definition.factors().get(factor).names().size();
    }
    rows = size;
  }

  /** Adds a vector to the mean of a cell. */
  public void add(Map<String, String> cell, float[] vector) {
    add(cell, vector, 1);
  }

  public void add(Map<String, String> cell, float[] vector, double weight) {
    List<String> key = factors.stream().map(cell::get).toList();
    double[] sum = sums.computeIfAbsent(key, unseen -> new double[vector.length]);
    for (int j = 0; j < vector.length; j++) {
      sum[j] += weight * vector[j];
    }
    counts.merge(key, weight, Double::sum);
  }

  public boolean isEmpty() {
    return sums.isEmpty();
  }

  /** How many vectors came for a value. */
  public int count(String factor, String value) {
    int place = factors.indexOf(factor);
    return counts.entrySet().stream()
        .filter(cell -> cell.getKey().get(place).equals(value))
        .mapToInt(cell -> (int) Math.rint(cell.getValue()))
        .sum();
  }

  /** Rows of the centre and the words, every cell one vote. */
  public double[][] words() {
    return solve(cell -> 1);
  }

  /** The same, every cell by the product of its values' weights. */
  public double[][] productWords() {
    return solve(this::weight);
  }

  /** The same, every cell by the weight of what was added to it. */
  public double[][] countWords() {
    return solve(counts::get);
  }

  private double[][] solve(ToDoubleFunction<List<String>> vote) {
    int dimension = sums.values().iterator().next().length;
    double[][] system = new double[rows][rows + dimension];
    for (Map.Entry<List<String>, double[]> cell : sums.entrySet()) {
      double[] oneHot = oneHot(cell.getKey());
      double weight = vote.applyAsDouble(cell.getKey());
      for (int row = 0; row < rows; row++) {
        for (int other = 0; other < rows; other++) {
          system[row][other] += weight * oneHot[row] * oneHot[other];
        }
        for (int j = 0; j < dimension; j++) {
          double mean = cell.getValue()[j] / counts.get(cell.getKey());
          system[row][rows + j] += weight * oneHot[row] * mean;
        }
      }
    }
    addSideConditions(system);
    eliminate(system);
    double[][] words = new double[rows][dimension];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(system[row], rows, words[row], 0, dimension);
    }
    return words;
  }

  private double[] oneHot(List<String> cell) {
    double[] oneHot = new double[rows];
    oneHot[0] = 1;
    int first = 1;
    for (int i = 0; i < values.size(); i++) {
      oneHot[first + values.get(i).indexOf(cell.get(i))] = 1;
      first += values.get(i).size();
    }
    return oneHot;
  }

  private double weight(List<String> cell) {
    double weight = 1;
    for (int i = 0; i < values.size(); i++) {
      weight *= weights.get(i).get(values.get(i).indexOf(cell.get(i)));
    }
    return weight;
  }

  private void addSideConditions(double[][] system) {
    int first = 1;
    for (List<Double> factor : weights) {
      for (int v = 0; v < factor.size(); v++) {
        for (int w = 0; w < factor.size(); w++) {
          system[first + v][first + w] += factor.get(v) * factor.get(w);
        }
      }
      first += factor.size();
    }
  }

  private void eliminate(double[][] system) {
    for (int step = 0; step < rows; step++) {
      int pivot = step;
      for (int row = step; row < rows; row++) {
        pivot = Math.abs(system[row][step]) > Math.abs(system[pivot][step]) ? row : pivot;
      }
      double[] swapped = system[step];
      system[step] = system[pivot];
      system[pivot] = swapped;
      for (int row = 0; row < rows; row++) {
        double factor = row == step ? 0 : system[row][step] / system[step][step];
        for (int j = step; factor != 0 && j < system[row].length; j++) {
          system[row][j] -= factor * system[step][j];
        }
      }
    }
    for (int row = 0; row < rows; row++) {
      double diagonal = system[row][row];
      for (int j = 0; j < system[row].length; j++) {
        system[row][j] /= diagonal;
      }
    }
  }

  public static void assertWords(double[][] expected, SourceEstimate actual) {
    assertEquals(expected.length, actual.determined().length);
    int dimension = expected[0].length;
    for (int row = 0; row < expected.length; row++) {
      double[] found = new double[dimension];
      System.arraycopy(actual.rows(), row * dimension, found, 0, dimension);
      assertArrayEquals(expected[row], found, 1e-9, "row " + row);
    }
  }
}
