package io.idealstream.model.image;

/** Interpolation kernels, with the numbers that the {@code resample} setting of a model uses. */
public enum Resampling {
  BILINEAR(2, 1) {
    @Override
    double weight(double distance) {
      double x = Math.abs(distance);
      return x < 1 ? 1 - x : 0;
    }
  },

  /** The cubic convolution kernel of Keys (1981) with a = -1/2. */
  BICUBIC(3, 2) {
    @Override
    double weight(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
  };

  private static final double A = -0.5;

  private final int code;
  private final int support;

  Resampling(int code, int support) {
    this.code = code;
    this.support = support;
  }

  /** Number in {@code preprocessor_config.json}. */
  int code() {
    return code;
  }

  /** Half the width of the kernel, in pixels of the coarser of the two grids. */
  int support() {
    return support;
  }

  /** Value of the kernel at a distance in pixels of the coarser grid. */
  abstract double weight(double distance);
}
