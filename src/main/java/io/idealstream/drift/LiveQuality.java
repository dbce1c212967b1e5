package io.idealstream.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * How often answers are right, on average and in each group, and how often sets hold the truth. The
 * worst group is one of the groups: each has a direction of its own, so that an alarm names it.
 */
public final class LiveQuality implements Signal<Judgement> {

  private final List<Direction> directions = new ArrayList<>();

  /**
   * @param factor that is judged
   * @param groups their names, by index
   */
  public LiveQuality(String factor, List<String> groups) {
    directions.add(new Direction("accuracy", factor, "average", Unit.ACCURACY));
    directions.add(new Direction("coverage", factor, "average", Unit.ACCURACY));
    groups.forEach(
        group -> directions.add(new Direction("group-accuracy", factor, group, Unit.ACCURACY)));
  }

  @Override
  public List<Direction> directions() {
    return List.copyOf(directions);
  }

  @Override
  public void score(Judgement judgement, double[] scores, int at) {
    double right = judgement.right() ? 1 : 0;
    scores[at] = right;
    scores[at + 1] = judgement.covered() == null ? Double.NaN : judgement.covered() ? 1 : 0;
    for (int g = 0; g < directions.size() - 2; g++) {
      scores[at + 2 + g] = g == judgement.group() ? right : Double.NaN;
    }
  }
}
