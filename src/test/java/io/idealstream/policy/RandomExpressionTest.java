package io.idealstream.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Expressions give what a plain evaluator of the same trees does, and nothing where it does not.
 */
class RandomExpressionTest {

  private static final int EXPRESSIONS = 10_000;
  private static final int ITEMS = 8;

  private final Random random = new Random(22);
  private int ofEach;
  private final int[] seen = new int[3];

  @Test
  void everyExpressionGivesWhatItsTreeDoes() {
    RandomTree trees = new RandomTree(random);
    List<World> worlds = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      worlds.add(new World(random, "i-" + i));
    }
    for (int i = 0; i < EXPRESSIONS; i++) {
      check(trees.truth(random.nextInt(4)), worlds);
    }
    assertEquals(EXPRESSIONS * ITEMS, ofEach);
    for (int times : seen) {
      assertTrue(times > 10_000, "true, false and no value are all frequent");
    }
  }

  private void check(RandomTree.Node<Boolean> tree, List<World> worlds) {
    Problems problems = new Problems();
    Expression expression =
        new ExpressionReader(Vocabulary.UNKNOWN, problems).truth("", tree.cel());
    problems.refuseIfAny(tree.cel());
    for (int i = 0; i < ITEMS; i++) {
      World world = worlds.get(random.nextInt(worlds.size()));
      Boolean expected = RandomTree.orNull(tree, world);
      Boolean given;
      try {
        given = expression.holds(new Situation(world.facts(random)));
      } catch (NoValue none) {
        given = null;
      }
      assertEquals(expected, given, tree::cel);
      ofEach++;
      seen[expected == null ? 2 : expected ? 1 : 0]++;
    }
  }
}
