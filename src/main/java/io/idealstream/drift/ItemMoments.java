package io.idealstream.drift;

import io.idealstream.math.FactorSpace;
import io.idealstream.math.PrincipalAxes;
import io.idealstream.math.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What naming remembers of an item: its vector, which values it shows, and how these look.
 *
 * <pre>
 *   h = p(v | x) of each value; of two factors with few pairs p(v | x) p(w | x) of each pair
 *   f = p(v | x) (z - c_v)          z = x along the words and along the largest axes of the rest
 *   e = |f|^2                       how much looks of such items scatter
 * </pre>
 *
 * <p>c_v is the mean of z by p(v | x) in the first items, by which all of this is set up once.
 */
public final class ItemMoments {

  private static final int MOST_WORD_AXES = 16;

  /** Numbers that say how values look; later values that do not fit are left out. */
  private static final int MOST_LOOKS = 1024;

  /** A value of a factor, by index. */
  record Value(int factor, int value) {}

  /** What an item may show: a value, or one of each of two factors. */
  record Shown(List<Value> values) {}

  /**
   * All that h and f of an item are made of.
   *
   * @param probabilities [factors][values]
   * @param z along the axes
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Look(double[][] probabilities, double[] z) {}

  private final PictureWords words;

  /** Row-major [axes x dimension]. */
  private final double[] axes;

  private final List<Shown> shown;
  private final List<Value> looks;

  /** c_v, row-major [looks x axes]. */
  private final double[] centres;

  private final double trace;

  /** Of the first items; null once {@link #scatter} and {@link #looksScatter} are made of them. */
  private List<Look> firstLooks;

  private Whitening scatter;
  private Whitening looksScatter;

  /**
   * Set up by the first items of a reference.
   *
   * @param restAxes axes of what the words leave over, row-major [axes x dimension]
   */
  ItemMoments(PictureWords words, double[] restAxes, double[][] shares, List<Item> first) {
    this.words = words;
    double[] wordAxes = wordAxes(words, shares);
    axes = Arrays.copyOf(wordAxes, wordAxes.length + restAxes.length);
    System.arraycopy(restAxes, 0, axes, wordAxes.length, restAxes.length);
    shown = shown(words.space());
    looks = looks(words.space(), axes.length / words.dimension());
    firstLooks = first.stream().map(this::look).toList();
    centres = centres(firstLooks);
    double squares = 0;
    for (Item item : first) {
      for (int j = 0; j < words.dimension(); j++) {
        squares += Math.pow(item.vector()[j] - words.centre()[j], 2) / first.size();
      }
    }
    trace = squares;
  }

  /** How the first items scatter is asked only when a change is named: it is dear. */
  private synchronized void makeScatters() {
    if (firstLooks != null) {
      double[][] rows = firstLooks.stream().map(this::shownAndLooks).toArray(double[][]::new);
      double[] covariance = Whitening.covariance(rows);
      scatter = new Whitening(covariance, width());
      looksScatter =
          new Whitening(Whitening.part(covariance, width(), shown.size()), width() - shown.size());
      firstLooks = null;
    }
  }

  /** Principal axes of what the words do to items; both signs, so that they are centred. */
  private static double[] wordAxes(PictureWords words, double[][] shares) {
    int dimension = words.dimension();
    double[] points = new double[2 * words.rows().length];
    for (int i = 0; i < shares.length; i++) {
      for (int v = 0; v < shares[i].length; v++) {
        int at = words.at(i, v);
        for (int j = at; j < at + dimension; j++) {
          points[j] = Math.sqrt(shares[i][v]) * words.rows()[j];
          points[words.rows().length + j] = -points[j];
        }
      }
    }
    int rank = 0;
    for (double[] of : shares) {
      rank += of.length - 1;
    }
    return PrincipalAxes.of(points, dimension, Math.min(rank, MOST_WORD_AXES)).rows();
  }

  private static List<Shown> shown(FactorSpace space) {
    List<Shown> shown = new ArrayList<>();
    boolean[] paired = new boolean[space.factors()];
    for (int i = 0; i < space.factors(); i++) {
      for (int j = i + 1; j < space.factors(); j++) {
        if (space.values(i) * space.values(j) <= Watch.MOST_PAIRS) {
          paired[i] = true;
          paired[j] = true;
          for (int v = 0; v < space.values(i) * space.values(j); v++) {
            Value one = new Value(i, v / space.values(j));
            shown.add(new Shown(List.of(one, new Value(j, v % space.values(j)))));
          }
        }
      }
    }
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i) && !paired[i]; v++) {
        shown.add(new Shown(List.of(new Value(i, v))));
      }
    }
    return List.copyOf(shown);
  }

  private static List<Value> looks(FactorSpace space, int axes) {
    List<Value> looks = new ArrayList<>();
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i) && (looks.size() + 1) * axes <= MOST_LOOKS; v++) {
        looks.add(new Value(i, v));
      }
    }
    return List.copyOf(looks);
  }

  private double[] centres(List<Look> ofFirst) {
    int number = axes();
    double[] sums = new double[looks.size() * number];
    double[] weights = new double[looks.size()];
    for (Look look : ofFirst) {
      for (int l = 0; l < weights.length; l++) {
        double p = probability(look, looks.get(l));
        weights[l] += p;
        for (int k = 0; k < number; k++) {
          sums[l * number + k] += p * look.z[k];
        }
      }
    }
    for (int j = 0; j < sums.length; j++) {
      sums[j] /= Math.max(Double.MIN_NORMAL, weights[j / number]);
    }
    return sums;
  }

  private static double probability(Look look, Value value) {
    return look.probabilities[value.factor][value.value];
  }

  private int axes() {
    return axes.length / words.dimension();
  }

  private Look look(Item item) {
    double[] z = new double[axes()];
    for (int k = 0; k < z.length; k++) {
      z[k] = Vectors.dot(item.vector(), axes, k * words.dimension());
    }
    return new Look(item.debiased(), z);
  }

  private double[] shownAndLooks(Look look) {
    double[] numbers = new double[width()];
    int next = 0;
    for (Shown one : shown) {
      double product = 1;
      for (Value value : one.values) {
        product *= probability(look, value);
      }
      numbers[next++] = product;
    }
    double[] z = look.z;
    for (int l = 0; l < looks.size(); l++) {
      double p = probability(look, looks.get(l));
      for (int k = 0; k < z.length; k++) {
        numbers[next++] = p * (z[k] - centres[l * z.length + k]);
      }
    }
    return numbers;
  }

  /** The moments of an item [{@link #size}]: its vector, h, f and e. */
  public float[] of(Item item) {
    double[] numbers = shownAndLooks(look(item));
    float[] moments = Arrays.copyOf(item.vector(), size());
    double squares = 0;
    for (int j = 0; j < numbers.length; j++) {
      moments[words.dimension() + j] = (float) numbers[j];
      squares += j < shown.size() ? 0 : numbers[j] * numbers[j];
    }
    moments[moments.length - 1] = (float) squares;
    return moments;
  }

  /** How many numbers there are of an item. */
  public int size() {
    return words.dimension() + width() + 1;
  }

  int dimension() {
    return words.dimension();
  }

  /** What h speaks of, in order. */
  List<Shown> shown() {
    return shown;
  }

  /** Numbers of h and f together. */
  int width() {
    return shown.size() + looks.size() * axes();
  }

  FactorSpace space() {
    return words.space();
  }

  /** How h and f scatter together. */
  Whitening scatter() {
    makeScatters();
    return scatter;
  }

  /** How f scatters. */
  Whitening looksScatter() {
    makeScatters();
    return looksScatter;
  }

  /** Expected squared length of the shift of a mean of so many items that has not moved. */
  double noise(long items) {
    return trace / items;
  }
}
