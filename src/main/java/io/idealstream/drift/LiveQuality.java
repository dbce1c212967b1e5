package io.idealstream.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * How often answers are right, on average and in each group, and how often sets hold the truth. The
 * worst group is one of the groups: each has a direction of its own, so that an alarm names it.
 */
public final class LiveQuality implements Signal<Judgement> {

  private final List<Direction> directions = new ArrayList<>();
  private final int groups;
  private final boolean sets;

  /**
   * @param factor that is judged
   * @param groups their names, by index
   */
  public LiveQuality(String factor, List<String> groups) {
    this(factor, groups, true);
  }

  /**
   * @param sets whether labels bear sets
   */
  LiveQuality(String factor, List<String> groups, boolean sets) {
    this.groups = groups.size();
    this.sets = sets;
    directions.add(new Direction("accuracy", factor, "average", Unit.ACCURACY));
    if (sets) {
      directions.add(new Direction("coverage", factor, "average", Unit.ACCURACY));
    }
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
    int next = at;
    scores[next++] = right;
    if (sets) {
      scores[next++] = judgement.covered() == null ? Double.NaN : judgement.covered() ? 1 : 0;
    }
    for (int g = 0; g < groups; g++) {
      scores[next++] = g == judgement.group() ? right : Double.NaN;
    }
  }
}
