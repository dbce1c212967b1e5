package io.idealstream.math;

/**
 * The unit sphere: from points to tangent vectors and back.
 *
 * <pre>
 *   Log_m(u) = theta w / |w|,   w = u - &lt;m,u> m,   theta = angle of m and u
 *   Exp_m(v) = cos|v| m + sin|v| v / |v|
 * </pre>
 *
 * <p>Points are unit vectors [dimension] in row-major matrices. (Berasi et al., CVPR 2025.)
 */
public final class Sphere {

  private static final int MOST_STEPS = 100;
  private static final double SMALLEST_STEP = 1e-12;

  /** Below this length a tangent vector points nowhere. */
  private static final double NOTHING = 1e-15;

  private Sphere() {}

  /** Log_m(u) of a point and the point u that starts at a place of a matrix. */
  public static double[] log(double[] m, double[] points, int at) {
    int dimension = m.length;
    double cosine = Vectors.dot(m, 0, points, at, dimension);
    double[] tangent = new double[dimension];
    Vectors.add(tangent, 0, 1, points, at, dimension);
    Vectors.add(tangent, 0, -cosine, m, 0, dimension);
    double sine = Math.sqrt(Vectors.dot(tangent, 0, tangent, 0, dimension));
    // by the tangent: the cosine alone is blind to small angles
    double scale = sine < NOTHING ? 0 : Math.atan2(sine, cosine) / sine;
    for (int j = 0; j < dimension; j++) {
      tangent[j] *= scale;
    }
    return tangent;
  }

  /** Exp_m(v), of length 1. */
  public static double[] exp(double[] m, double[] tangent) {
    double angle = Math.sqrt(Vectors.dot(tangent, 0, tangent, 0, tangent.length));
    double scale = angle < NOTHING ? 1 : Math.sin(angle) / angle;
    double[] point = new double[m.length];
    for (int j = 0; j < m.length; j++) {
      point[j] = Math.cos(angle) * m[j] + scale * tangent[j];
    }
    return point;
  }

  /**
   * The intrinsic mean: sum_z Log_m(u_z) = 0. Unique where all points lie within a right angle of
   * one another.
   *
   * @param points row-major [points x dimension], at least one
   * @throws IllegalArgumentException if the points cancel each other
   */
  public static double[] mean(double[] points, int dimension) {
    double[] m = new double[dimension];
    for (int at = 0; at < points.length; at += dimension) {
      Vectors.add(m, 0, 1, points, at, dimension);
    }
    double length = Math.sqrt(Vectors.dot(m, 0, m, 0, dimension));
    if (!(length > NOTHING)) {
      throw new IllegalArgumentException(
          "points that cancel each other have no mean on the sphere");
    }
    for (int j = 0; j < dimension; j++) {
      m[j] /= length;
    }
    double step = 1;
    double share = (double) dimension / points.length;
    for (int steps = 0; steps < MOST_STEPS && step > SMALLEST_STEP; steps++) {
      double[] tangent = new double[dimension];
      for (int at = 0; at < points.length; at += dimension) {
        Vectors.add(tangent, 0, share, log(m, points, at), 0, dimension);
      }
      step = Math.sqrt(Vectors.dot(tangent, 0, tangent, 0, dimension));
      m = exp(m, tangent);
    }
    return m;
  }
}
