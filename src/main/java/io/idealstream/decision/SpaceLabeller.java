package io.idealstream.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Labels an item in every label factor of a space. */
public final class SpaceLabeller {

  private final List<FactorLabeller> factors;
  private final Optional<Gate> gate;

  /**
   * @param gate empty where every item is taken to be about the space
   */
  public SpaceLabeller(List<FactorLabeller> factors, Optional<Gate> gate) {
    this.factors = List.copyOf(factors);
    this.gate = gate;
  }

  /**
   * One answer per factor, in order; without a value where the gate does not admit the item.
   *
   * @param item unit vector [dimension]
   * @throws IllegalArgumentException if the dimension differs
   */
  public List<FactorAnswer> answer(float[] item) {
    boolean outside = gate.isPresent() && !gate.get().admits(item);
    List<FactorAnswer> answers = new ArrayList<>(factors.size());
    for (FactorLabeller factor : factors) {
      FactorAnswer answer = factor.answer(item);
      answers.add(outside ? answer.withheld(Abstention.OUTSIDE) : answer);
    }
    return answers;
  }
}
