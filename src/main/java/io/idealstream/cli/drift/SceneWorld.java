package io.idealstream.cli.drift;

import io.idealstream.drift.Cause;
import io.idealstream.drift.Direction;
import io.idealstream.drift.Item;
import io.idealstream.math.FactorSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A factor of many values, each of which comes one time in ten; a value that the space does not
 * know; and items as damaged cameras send them.
 */
public final class SceneWorld {

  private final FactorSpace space;
  private final int factor;
  private final String watched;
  private final WorldBuilder world;

  /**
   * @param factor whose values come equally often
   * @param watched the value that changes
   * @param limit cosine above which items are near-duplicates
   */
  public SceneWorld(
      String name, FactorSpace space, double[] words, int factor, String watched, double limit) {
    this.space = space;
    this.factor = factor;
    this.watched = watched;
    world = new WorldBuilder(name, space, words, limit, null);
  }

  /** Adds an item of a value; a value that the space does not know may come later. */
  public void add(String value, Item item) {
    world.add(value, item, null);
  }

  /** Adds the same item as a damaged camera sends it. */
  public void addDamaged(String damage, String value, Item item) {
    world.add(damage + ":" + value, item, null);
  }

  /**
   * The world.
   *
   * @param others values that change too, by one size
   * @param unknown groups that the space does not know
   * @param damages by which items were added
   */
  public World build(List<String> others, List<String> unknown, List<String> damages) {
    world.base(shares(watched, 0.1, ""));
    for (double share : new double[] {0.13, 0.15, 0.20, 0.30, 0}) {
      share(watched, share);
    }
    others.forEach(other -> share(other, 0.15));
    for (String value : unknown) {
      Map<String, Double> after = shares(watched, 0.1, "");
      after.replaceAll((known, share) -> 0.9 * share);
      after.put(value, 0.1);
      world.change(
          "%s, which the space does not know, 0.10".formatted(value),
          after,
          false,
          SceneWorld::unnamed);
    }
    for (String damage : damages) {
      Map<String, Double> after = shares(watched, 0.1, "");
      after.replaceAll((value, share) -> 0.5 * share);
      shares(watched, 0.1, damage + ":").forEach((group, share) -> after.put(group, 0.5 * share));
      world.change("half of the pictures: " + damage, after, false, SceneWorld::unnamed);
    }
    return world.build(shares(watched, 0.3, ""));
  }

  private void share(String value, double share) {
    world.change(
        "share of %s 0.10 to %.2f".formatted(value, share),
        shares(value, share, ""),
        true,
        named(value, share > 0.1));
  }

  private static boolean unnamed(Cause cause) {
    return cause.direction().isEmpty();
  }

  private Predicate<Cause> named(String value, boolean rises) {
    return cause -> {
      Direction named = cause.direction().orElse(null);
      return named != null
          && named.factor().equals(space.factor(factor).name())
          && named.value().equals(value)
          && (cause.side() > 0) == rises;
    };
  }

  /** A value at a share, the others alike. */
  private Map<String, Double> shares(String one, double share, String prefix) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (String value : space.factor(factor).values()) {
      weights.put(
          prefix + value, value.equals(one) ? share : (1 - share) / (space.values(factor) - 1));
    }
    return weights;
  }
}
