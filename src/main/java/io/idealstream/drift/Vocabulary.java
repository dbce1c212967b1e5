package io.idealstream.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Texts that describe a shift which no word of the space explains: a sum of few of them, none
 * negative.
 *
 * <p>Texts are taken from their mean, which is what all of them share and no image has.
 */
public final class Vocabulary {

  /**
   * A text that helps to describe.
   *
   * @param weight of its unit vector in the sum, for a shift of length 1
   */
  public record Term(String text, double weight) {}

  /** Share of the shift that a text must explain to be told. */
  private static final double LEAST = 0.01;

  private final List<String> texts;
  private final double[] atoms;
  private final int dimension;

  /**
   * @param vectors unit vectors of the texts, row-major [texts x dimension]
   */
  public Vocabulary(List<String> texts, double[] vectors) {
    this.texts = List.copyOf(texts);
    dimension = vectors.length / Math.max(1, texts.size());
    double[] centred = vectors.clone();
    for (int j = 0; j < dimension; j++) {
      double mean = 0;
      for (int t = 0; t < texts.size(); t++) {
        mean += vectors[t * dimension + j] / texts.size();
      }
      for (int t = 0; t < texts.size(); t++) {
        centred[t * dimension + j] -= mean;
      }
    }
    atoms = dimension == 0 ? centred : Rows.unitRows(centred, dimension);
  }

  /**
   * The texts nearest to a shift, the heaviest first; none for a shift of no length.
   *
   * @param shift [dimension]
   * @param most texts
   */
  public List<Term> describe(double[] shift, int most) {
    double[] target = Rows.unitRows(shift, Math.max(1, shift.length));
    boolean[] allowed = new boolean[texts.size()];
    Arrays.fill(allowed, true);
    double[] weights = Pursuit.fit(atoms, allowed, target, most, LEAST);
    List<Term> terms = new ArrayList<>();
    for (int t = 0; t < weights.length; t++) {
      if (weights[t] > 0) {
        terms.add(new Term(texts.get(t), weights[t]));
      }
    }
    terms.sort(Comparator.comparingDouble(Term::weight).reversed());
    return terms;
  }
}
