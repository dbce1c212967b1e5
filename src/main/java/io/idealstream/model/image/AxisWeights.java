package io.idealstream.model.image;

import java.util.Arrays;

/**
 * The weights of one axis of a resampling, in fixed point: pixel {@code i} of the window is the sum
 * over k of {@code weight(i, k) * source[first(i) + k]}, divided by 2^22 and rounded.
 *
 * <p>Pillow's 8-bit resampling: when shrinking, the kernel is stretched by the ratio of the grids,
 * so that every source pixel counts. Only the pixels of the crop window are computed; their weights
 * do not depend on the others.
 */
final class AxisWeights {
  /** Bits behind the point. Ten are left for 8 bits of value and the kernel's overshoot. */
  private static final int PRECISION = 32 - 8 - 2;

  private static final int HALF = 1 << (PRECISION - 1);

  private final int[] first;
  private final int[] count;
  private final int[] weights;
  private final int stride;

  private AxisWeights(int windowLength, int stride) {
    this.first = new int[windowLength];
    this.count = new int[windowLength];
    this.weights = new int[windowLength * stride];
    this.stride = stride;
  }

  /**
   * Weights for a window of a scaled axis.
   *
   * @param from pixels of the source axis
   * @param to pixels of the scaled axis, of which the window takes some
   */
  static AxisWeights of(int from, long to, Window window, Resampling kernel) {
    double scale = (double) from / to;
    double stretch = Math.max(scale, 1);
    double support = kernel.support() * stretch;
    int longest = Math.min(from, (int) Math.ceil(support) * 2 + 1);
    AxisWeights axis = new AxisWeights(window.length(), longest);
    double[] exact = new double[longest];
    for (int i = 0; i < window.length(); i++) {
      double centre = (window.start() + i + 0.5) * scale;
      int low = Math.max((int) (centre - support + 0.5), 0);
      int high = Math.min((int) (centre + support + 0.5), from);
      axis.first[i] = low;
      axis.count[i] = high - low;
      double sum = 0;
      for (int k = 0; k < high - low; k++) {
        exact[k] = kernel.weight((k + low - centre + 0.5) * (1 / stretch));
        sum += exact[k];
      }
      for (int k = 0; k < high - low; k++) {
        axis.weights[i * longest + k] = fixed(sum == 0 ? exact[k] : exact[k] / sum);
      }
    }
    return axis;
  }

  int length() {
    return first.length;
  }

  /** First source pixel that pixel {@code i} of the window depends on. */
  int first(int i) {
    return first[i];
  }

  /** One past the last source pixel that pixel {@code i} of the window depends on. */
  int end(int i) {
    return first[i] + count[i];
  }

  /** Most source pixels that one pixel depends on. */
  int longest() {
    return stride;
  }

  /**
   * Resamples along a strip of rows at once: what is added up stands side by side, so that Java's
   * compiler makes vector instructions of it.
   *
   * @param columns {@code [pixels of the source from first(0) on][3 x rows of the strip]}: the red
   *     of each row, then the green, then the blue
   * @param sums working space as long as a column
   * @param strip takes the rows: components of 0 to 255, interleaved, one pixel per pixel of the
   *     window
   */
  void alongRows(int[][] columns, int[] sums, int[][] strip) {
    int rows = strip.length;
    for (int i = 0; i < first.length; i++) {
      Arrays.fill(sums, HALF);
      int weight = i * stride;
      int end = weight + count[i];
      int column = first[i] - first[0];
      for (; weight + 1 < end; weight += 2, column += 2) {
        add(columns[column], weights[weight], columns[column + 1], weights[weight + 1], sums);
      }
      if (weight < end) {
        add(columns[column], weights[weight], sums);
      }
      for (int row = 0; row < rows; row++) {
        int[] target = strip[row];
        target[3 * i] = component(sums[row]);
        target[3 * i + 1] = component(sums[rows + row]);
        target[3 * i + 2] = component(sums[2 * rows + row]);
      }
    }
  }

  /**
   * Resamples across rows: pixel row {@code i} of the window.
   *
   * @param rows components of source row y at index y modulo the number of rows
   * @param sums working space as long as a row
   */
  void acrossRows(int i, int[][] rows, int[] sums, byte[] target) {
    Arrays.fill(sums, HALF);
    for (int k = 0; k < count[i]; k++) {
      add(rows[(first[i] + k) % rows.length], weights[i * stride + k], sums);
    }
    for (int x = 0; x < sums.length; x++) {
      target[x] = (byte) component(sums[x]);
    }
  }

  private static void add(int[] line, int weight, int[] sums) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += line[x] * weight;
    }
  }

  /** Two at a time, for half the passes over the sums. */
  private static void add(int[] line, int weight, int[] next, int ofNext, int[] sums) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += line[x] * weight + next[x] * ofNext;
    }
  }

  private static int component(int sum) {
    return Math.max(0, Math.min(sum >> PRECISION, 255));
  }

  private static int fixed(double weight) {
    return (int) (weight * (1 << PRECISION) + (weight < 0 ? -0.5 : 0.5));
  }
}
