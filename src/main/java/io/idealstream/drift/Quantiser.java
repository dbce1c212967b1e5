package io.idealstream.drift;

import java.util.Arrays;

/**
 * Scores as small whole numbers, so that what is added up does not depend on the order.
 *
 * <pre>
 *   code = round(16 (score - centre) / width) + 128,   kept within 0 to 255
 * </pre>
 *
 * <p>Centres and widths are taken once from the first items, and then never change: the mean and
 * the deviation that bets use are taken from the counts of the whole reference.
 */
public final class Quantiser {

  /** How many codes there are. */
  public static final int CODES = 256;

  /** The code of a score that says nothing. */
  public static final short NONE = -1;

  private static final int MIDDLE = CODES / 2;
  private static final int STEPS = 16;

  private final double[] centres;
  private final double[] widths;

  private Quantiser(double[] centres, double[] widths) {
    this.centres = centres;
    this.widths = widths;
  }

  /**
   * A quantiser for directions.
   *
   * @param sample scores of the first items, [items][directions], in any order
   * @param least for each direction a width that is not gone below, above 0
   */
  public static Quantiser of(double[][] sample, double[] least) {
    double[] centres = new double[least.length];
    double[] widths = new double[least.length];
    for (int d = 0; d < least.length; d++) {
      double[] scores = new double[sample.length];
      int finite = 0;
      for (double[] item : sample) {
        scores[finite] = item[d];
        finite += Double.isFinite(item[d]) ? 1 : 0;
      }
      // sorted, so that sums do not depend on the order of the items
      Arrays.sort(scores, 0, finite);
      double sum = 0;
      for (int i = 0; i < finite; i++) {
        sum += scores[i];
      }
      double mean = sum / Math.max(1, finite);
      double squares = 0;
      for (int i = 0; i < finite; i++) {
        squares += (scores[i] - mean) * (scores[i] - mean);
      }
      centres[d] = mean;
      widths[d] = Math.max(least[d], Math.sqrt(squares / Math.max(1, finite - 1)));
    }
    return new Quantiser(centres, widths);
  }

  /** This one's directions, then another's. */
  public Quantiser and(Quantiser other) {
    int number = centres.length + other.centres.length;
    double[] allCentres = Arrays.copyOf(centres, number);
    double[] allWidths = Arrays.copyOf(widths, number);
    System.arraycopy(other.centres, 0, allCentres, centres.length, other.centres.length);
    System.arraycopy(other.widths, 0, allWidths, widths.length, other.widths.length);
    return new Quantiser(allCentres, allWidths);
  }

  public int directions() {
    return centres.length;
  }

  /** The code of a score; {@link #NONE} for NaN. */
  public short code(int direction, double score) {
    if (Double.isNaN(score)) {
      return NONE;
    }
    long code = Math.round(STEPS * (score - centres[direction]) / widths[direction]) + MIDDLE;
    return (short) Math.max(0, Math.min(CODES - 1, code));
  }

  /** The codes of scores [directions]. */
  public short[] codes(double[] scores) {
    short[] codes = new short[scores.length];
    for (int d = 0; d < codes.length; d++) {
      codes[d] = code(d, scores[d]);
    }
    return codes;
  }

  /** The score that a code stands for. */
  public double score(int direction, double code) {
    return centres[direction] + widths[direction] * (code - MIDDLE) / STEPS;
  }

  /** How much of a score one code is. */
  public double step(int direction) {
    return widths[direction] / STEPS;
  }
}
