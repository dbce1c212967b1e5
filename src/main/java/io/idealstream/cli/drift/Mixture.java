package io.idealstream.cli.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** How often each group of a pool comes, and how much of all. */
public final class Mixture {

  private final List<List<Integer>> groups = new ArrayList<>();
  private final double[] upTo;
  private final Flow flow;

  /**
   * @param weights by group; scaled so that they add up to 1
   */
  public Mixture(Pool pool, Map<String, Double> weights) {
    this(pool, weights, Flow.STEADY);
  }

  /** The same with another flow. */
  Mixture(Pool pool, Map<String, Double> weights, Flow flow) {
    this.flow = flow;
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    upTo = new double[weights.size()];
    double reached = 0;
    for (Map.Entry<String, Double> group : weights.entrySet()) {
      reached += group.getValue() / sum;
      upTo[groups.size()] = reached;
      groups.add(pool.group(group.getKey()));
    }
  }

  Flow flow() {
    return flow;
  }

  /** An item. */
  int draw(SplittableRandom random) {
    double at = random.nextDouble();
    int group = 0;
    while (group < upTo.length - 1 && at >= upTo[group]) {
      group++;
    }
    List<Integer> items = groups.get(group);
    return items.get(random.nextInt(items.size()));
  }
}
