package io.idealstream.model.image.webp;

/** The inverse transforms (RFC 6386, section 14). */
final class Transform {
  /** sqrt(2) cos(pi / 8) and sqrt(2) sin(pi / 8), 16 bits behind the point. */
  private static final int COSINE = 85_627;

  private static final int SINE = 35_468;

  private Transform() {}

  /** Adds the residue of a 4 x 4 block to its prediction. */
  static void add(int[] coefficients, int from, Plane plane, int x, int y) {
    int[] columns = new int[16];
    for (int i = 0; i < 4; i++) {
      butterfly(
          coefficients[from + i],
          coefficients[from + 4 + i],
          coefficients[from + 8 + i],
          coefficients[from + 12 + i],
          columns,
          4 * i);
    }
    int[] row = new int[4];
    byte[] samples = plane.samples();
    for (int i = 0; i < 4; i++) {
      butterfly(columns[i] + 4, columns[4 + i], columns[8 + i], columns[12 + i], row, 0);
      int at = plane.at(x, y + i);
      for (int k = 0; k < 4; k++) {
        samples[at + k] = Prediction.clip((samples[at + k] & 0xff) + (row[k] >> 3));
      }
    }
  }

  private static void butterfly(int in0, int in1, int in2, int in3, int[] out, int at) {
    int a = in0 + in2;
    int b = in0 - in2;
    int c = times(in1, SINE) - times(in3, COSINE);
    int d = times(in1, COSINE) + times(in3, SINE);
    out[at] = a + d;
    out[at + 1] = b + c;
    out[at + 2] = b - c;
    out[at + 3] = a - d;
  }

  private static int times(int value, int factor) {
    return (int) (((long) value * factor) >> 16);
  }

  /** Spreads second-order means over the first coefficients of sixteen blocks. */
  static void spread(int[] means, int[] coefficients) {
    int[] columns = new int[16];
    for (int i = 0; i < 4; i++) {
      hadamard(means[i], means[4 + i], means[8 + i], means[12 + i], columns, i, 4);
    }
    int[] row = new int[4];
    for (int i = 0; i < 4; i++) {
      int at = 4 * i;
      hadamard(columns[at] + 3, columns[at + 1], columns[at + 2], columns[at + 3], row, 0, 1);
      for (int k = 0; k < 4; k++) {
        coefficients[16 * (at + k)] = row[k] >> 3;
      }
    }
  }

  private static void hadamard(int in0, int in1, int in2, int in3, int[] out, int at, int step) {
    int a = in0 + in3;
    int b = in1 + in2;
    int c = in1 - in2;
    int d = in0 - in3;
    out[at] = a + b;
    out[at + step] = d + c;
    out[at + 2 * step] = a - b;
    out[at + 3 * step] = d - c;
  }
}
