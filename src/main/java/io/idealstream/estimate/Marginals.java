package io.idealstream.estimate;

import io.idealstream.math.Anchor;
import io.idealstream.math.Decayed;
import io.idealstream.math.VectorSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums over all cells, over those of each value, and over those of each pair of values: what {@link
 * io.idealstream.math.Moments} needs. Their names are those of cells that leave the other factors
 * open.
 *
 * <pre>
 *   1 + sum_i n_i vectors, sum_{i&lt;j} n_i n_j weights        whatever the number of cells
 * </pre>
 */
public final class Marginals {

  private Marginals() {}

  /** The marginals of sums by cell. */
  public static Map<String, Decayed<VectorSum>> of(Map<String, Decayed<VectorSum>> cells) {
    Map<String, Decayed<VectorSum>> marginals = new TreeMap<>();
    cells.forEach((name, sum) -> add(marginals, CellName.parts(name), sum));
    return marginals;
  }

  private static void add(
      Map<String, Decayed<VectorSum>> marginals, List<String> values, Decayed<VectorSum> sum) {
    Decayed<VectorSum> weights = weights(sum);
    merge(marginals, CellName.of(Map.of()), sum);
    for (int i = 0; i < values.size(); i++) {
      merge(marginals, values.get(i), sum);
      for (int j = 0; j < i; j++) {
        merge(marginals, CellName.pair(values.get(j), values.get(i)), weights);
      }
    }
  }

  /** The sums without their vectors, which nobody needs of a pair or a spanning cell. */
  static Decayed<VectorSum> weights(Decayed<VectorSum> sum) {
    double[] bare = new double[VectorSum.HEADER + 1];
    System.arraycopy(sum.sums().toArray(), 0, bare, 0, VectorSum.HEADER);
    return sum.with(VectorSum.fromArray(Anchor.origin(1), bare));
  }

  /** Merges a part into sums by name, and leaves the part as it was. */
  public static void merge(
      Map<String, Decayed<VectorSum>> sums, String name, Decayed<VectorSum> part) {
    Decayed<VectorSum> before = sums.get(name);
    if (before == null) {
      sums.put(name, part.with(part.sums().copy()));
    } else {
      // sums move to the later landmark when they merge
      boolean still = part.landmark() >= before.landmark();
      before.merge(still ? part : part.with(part.sums().copy()));
    }
  }

  /** Brings sums under the landmark of the latest; gives and removes those that come to nothing. */
  public static List<String> align(Map<String, Decayed<VectorSum>> sums) {
    long latest = sums.values().stream().mapToLong(Decayed::landmark).max().orElse(0);
    List<String> nothing = new ArrayList<>();
    sums.forEach(
        (name, sum) -> {
          sum.moveTo(latest);
          if (sum.sums().isEmpty()) {
            nothing.add(name);
          }
        });
    nothing.forEach(sums::remove);
    return nothing;
  }
}
