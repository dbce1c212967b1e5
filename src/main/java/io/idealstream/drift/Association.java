package io.idealstream.drift;

import io.idealstream.math.FactorSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * How values of two factors go together.
 *
 * <pre>
 *   score_ab = (p(a | x) - p_a) (p(b | x) - p_b)      p_a, p_b shares in the reference
 * </pre>
 *
 * <p>Its mean is the covariance of the two values. A table of counts is reported as V, corrected
 * for its size (Bergsma 2013); V is no mean and is never bet on.
 */
public final class Association implements Signal<Item> {

  private final int first;
  private final int second;
  private final double[] firstShares;
  private final double[] secondShares;
  private final List<Direction> directions = new ArrayList<>();

  /**
   * @param shares in the reference, [factors][values]
   */
  public Association(FactorSpace space, int first, int second, double[][] shares) {
    this.first = first;
    this.second = second;
    firstShares = shares[first].clone();
    secondShares = shares[second].clone();
    String factors = space.factor(first).name() + "*" + space.factor(second).name();
    for (String a : space.factor(first).values()) {
      for (String b : space.factor(second).values()) {
        directions.add(new Direction("association", factors, a + "*" + b, Unit.COVARIANCE));
      }
    }
  }

  @Override
  public List<Direction> directions() {
    return List.copyOf(directions);
  }

  @Override
  public void score(Item item, double[] scores, int at) {
    double[] a = item.debiased()[first];
    double[] b = item.debiased()[second];
    int next = at;
    for (int v = 0; v < a.length; v++) {
      for (int w = 0; w < b.length; w++) {
        scores[next++] = (a[v] - firstShares[v]) * (b[w] - secondShares[w]);
      }
    }
  }

  /**
   * Bergsma's corrected V of a table of counts, 0 to 1.
   *
   * <pre>
   *   f = max(0, chi2 / n - (r - 1)(c - 1) / (n - 1))
   *   r~ = r - (r - 1)^2 / (n - 1),   c~ alike          V = sqrt(f / min(r~ - 1, c~ - 1))
   * </pre>
   *
   * @param table [rows][columns], not below 0; rows and columns of zeros do not count
   */
  public static double correctedV(double[][] table) {
    double[] rows = new double[table.length];
    double[] columns = new double[table[0].length];
    double n = 0;
    for (int a = 0; a < rows.length; a++) {
      for (int b = 0; b < columns.length; b++) {
        rows[a] += table[a][b];
        columns[b] += table[a][b];
        n += table[a][b];
      }
    }
    double chi2 = 0;
    for (int a = 0; a < rows.length; a++) {
      for (int b = 0; b < columns.length; b++) {
        double expected = rows[a] * columns[b] / n;
        chi2 += expected > 0 ? Math.pow(table[a][b] - expected, 2) / expected : 0;
      }
    }
    double r = above0(rows);
    double c = above0(columns);
    double f = Math.max(0, chi2 / n - (r - 1) * (c - 1) / (n - 1));
    double least = Math.min(r - Math.pow(r - 1, 2) / (n - 1), c - Math.pow(c - 1, 2) / (n - 1)) - 1;
    return n > 1 && least > 0 ? Math.sqrt(f / least) : 0;
  }

  private static double above0(double[] sums) {
    double number = 0;
    for (double sum : sums) {
      number += sum > 0 ? 1 : 0;
    }
    return number;
  }
}
