package io.idealstream.math;

/**
 * How well every cell of a space fits an image.
 *
 * <pre>
 *   logit_z = s &lt;x, u_z - mean of all cells>
 * </pre>
 *
 * <p>The mean takes the same from all logits of an image, which changes no probability and no
 * order, and keeps more digits.
 */
public final class CellLogits {

  private final CellMeans means;
  private final double scale;

  /**
   * @param cells the full grid
   * @param scale s, the model's factor between a cosine and a logit
   * @throws IllegalArgumentException naming cells that are missing
   */
  public CellLogits(CellSums cells, double scale) {
    if (cells.cells().size() < cells.space().cells()) {
      throw new IllegalArgumentException(
          "an image is compared with every cell; " + ProductWords.missing(cells));
    }
    this.means = new CellMeans(cells);
    this.scale = scale;
  }

  /**
   * The logits of one image, one per cell in the order of cells.
   *
   * @param image [dimension]
   * @throws IllegalArgumentException if the dimension differs
   */
  public double[] of(double[] image) {
    int dimension = means.dimension();
    if (image.length != dimension) {
      throw new IllegalArgumentException(
          "image has dimension %d, the vectors of cells have %d; made by another model?"
              .formatted(image.length, dimension));
    }
    double[] logits = new double[means.size()];
    for (int z = 0; z < logits.length; z++) {
      logits[z] = scale * Vectors.dot(image, 0, means.matrix(), z * dimension, dimension);
    }
    return logits;
  }
}
