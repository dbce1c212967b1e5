package io.idealstream.drift;

import io.idealstream.math.FactorSpace;
import java.util.ArrayList;
import java.util.List;

/** Shares of items that get no label: outside the space, or uncertain in a factor. */
public final class WithheldShare implements Signal<Item> {

  private final List<Direction> directions = new ArrayList<>();

  /** Of all factors of the space. */
  public WithheldShare(FactorSpace space) {
    directions.add(new Direction("withheld", "", "outside", Unit.OCCURRENCE));
    for (int i = 0; i < space.factors(); i++) {
      directions.add(
          new Direction("withheld", space.factor(i).name(), "uncertain", Unit.OCCURRENCE));
    }
  }

  @Override
  public List<Direction> directions() {
    return List.copyOf(directions);
  }

  @Override
  public void score(Item item, double[] scores, int at) {
    scores[at] = item.outside() ? 1 : 0;
    for (int i = 1; i < directions.size(); i++) {
      scores[at + i] = item.uncertain()[i - 1] ? 1 : 0;
    }
  }
}
