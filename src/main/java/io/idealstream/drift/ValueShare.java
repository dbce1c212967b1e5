package io.idealstream.drift;

import io.idealstream.math.FactorSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * Shares of the values of a factor: the mean of their probabilities.
 *
 * <pre>
 *   score_v = p(v | x)
 * </pre>
 */
public final class ValueShare implements Signal<Item> {

  /** Whose probabilities. */
  public enum Answer {
    /** By ideal words. */
    DEBIASED,
    /** By plain prompts. */
    RAW
  }

  private final int factor;
  private final Answer answer;
  private final List<Direction> directions = new ArrayList<>();

  /**
   * @param factor of the space, by index
   */
  public ValueShare(FactorSpace space, int factor, Answer answer) {
    this.factor = factor;
    this.answer = answer;
    String signal = answer == Answer.RAW ? "raw-share" : "share";
    for (String value : space.factor(factor).values()) {
      directions.add(new Direction(signal, space.factor(factor).name(), value, Unit.SHARE));
    }
  }

  @Override
  public List<Direction> directions() {
    return List.copyOf(directions);
  }

  @Override
  public void score(Item item, double[] scores, int at) {
    double[] shares = answer == Answer.RAW ? item.raw()[factor] : item.debiased()[factor];
    for (int v = 0; v < directions.size(); v++) {
      scores[at + v] = shares == null ? Double.NaN : shares[v];
    }
  }
}
