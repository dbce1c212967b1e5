package io.idealstream.decision;

import io.idealstream.math.Anchor;
import io.idealstream.math.Cell;
import io.idealstream.math.CellSums;
import io.idealstream.math.IdealWords;
import io.idealstream.math.Sphere;
import io.idealstream.math.Weighting;
import java.util.List;
import java.util.Optional;

/**
 * Words between cells on the sphere (Berasi et al., CVPR 2025, "GDE").
 *
 * <pre>
 *   m     the intrinsic mean of the cells c_z = u_z / |u_z|
 *   t_z   = Log_m(c_z)
 *   t_z   ~ t_0 + sum_i t_{i,z_i}     by least squares over the cells, one vote each
 *   c_v   = Exp_m(t_0 + t_{i,v})
 * </pre>
 *
 * <p>Where every cell is there, least squares are the paper's slice means. Where cells are missing
 * those would carry part of one factor in the words of another. A cell is the direction of its mean
 * here, where the paper takes the mean of its items' tangent vectors: for items as close together
 * as embeddings are, the two differ by little.
 */
public final class GeodesicMethod implements Method {

  @Override
  public String name() {
    return "gde";
  }

  @Override
  public Optional<Scoring> scoring(SpaceVectors vectors, int factor) {
    return vectors.cells().flatMap(cells -> scoring(vectors, cells.unit(), factor));
  }

  private static Optional<Scoring> scoring(SpaceVectors vectors, CellVectors unit, int factor) {
    int dimension = vectors.dimension();
    double[] mean = Sphere.mean(unit.rows(), dimension);
    IdealWords words = tangentWords(vectors, unit, mean);
    if (!words.hasCentre() || !words.hasWords(factor)) {
      return Optional.empty();
    }
    double[] classes = new double[vectors.space().values(factor) * dimension];
    for (int v = 0; v < vectors.space().values(factor); v++) {
      double[] tangent = words.centre();
      double[] word = words.word(factor, v);
      for (int j = 0; j < dimension; j++) {
        tangent[j] += word[j];
      }
      System.arraycopy(Sphere.exp(mean, tangent), 0, classes, v * dimension, dimension);
    }
    return Optional.of(new ClassVectors(classes, dimension));
  }

  private static IdealWords tangentWords(SpaceVectors vectors, CellVectors unit, double[] mean) {
    int dimension = vectors.dimension();
    CellSums sums = new CellSums(vectors.space(), Anchor.origin(dimension));
    List<Cell> cells = unit.cells();
    for (int z = 0; z < cells.size(); z++) {
      sums.add(cells.get(z), Sphere.log(mean, unit.rows(), z * dimension), 1);
    }
    return Weighting.CELLS.fit(sums);
  }
}
