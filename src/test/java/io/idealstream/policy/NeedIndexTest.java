package io.idealstream.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.policy.Needs.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the index leaves out would have been false. */
class NeedIndexTest {

  private static final int ROUNDS = 30;
  private static final int POLICIES = 25;
  private static final int ITEMS = 40;

  @Test
  void askingByTheIndexEqualsAskingAll() {
    Random random = new Random(3);
    int asked = 0;
    int all = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<CompiledPolicy> policies = policies(random);
      PolicySet set = Things.set(policies.toArray(CompiledPolicy[]::new));
      NeedIndex index = new NeedIndex(policies);
      for (int i = 0; i < ITEMS; i++) {
        Facts facts = new World(random, "i-" + i).facts(random);
        assertEquals(set.decideAskingAll(facts, Things.NONE), set.decide(facts, Things.NONE));
        asked += index.candidates(facts).cardinality();
        all += POLICIES;
      }
    }
    assertTrue(asked < all * 0.9, asked + " of " + all + " asked");
  }

  private static List<CompiledPolicy> policies(Random random) {
    RandomTree trees = new RandomTree(random);
    List<CompiledPolicy> policies = new ArrayList<>();
    for (int i = 0; i < POLICIES; i++) {
      policies.add(
          Things.policy(
              """
              policy: p%d
              when: |
                %s
              unless: |
                %s
              action: {name: review, priority: %d}
              sample: {of-the-rest: 30%%}
              shadow: %s
              """
                  .formatted(
                      i,
                      trees.truth(random.nextInt(4)).cel(),
                      trees.truth(1).cel(),
                      random.nextInt(3),
                      random.nextInt(5) == 0)));
    }
    return policies;
  }

  @Test
  void aHitThatIsAskedForIsANeed() {
    assertEquals(
        Optional.of(Set.of(new Need.HitOf("nets"))),
        needs("item.feed == 'a' && hits.exists(h, h.score > 0.5 && h.query == 'nets')"));
  }

  @Test
  void aLabelIsANeedAsItsAbsenceIs() {
    assertEquals(
        Optional.of(
            Set.of(
                new Need.Labelled("birds", "bird", "owl"), new Need.Unlabelled("birds", "bird"))),
        needs("labels.birds.bird.label == 'owl'"));
    assertEquals(
        Optional.of(Set.of(new Need.Holding("s", "b", "sea"), new Need.Unlabelled("s", "b"))),
        needs("'sea' in labels['s'].b.labels"));
  }

  @Test
  void eitherSideOfAnOrIsANeed() {
    assertEquals(
        Optional.of(Set.of(new Need.HitOf("a"), new Need.HitOf("b"), new Need.HitOf("c"))),
        needs("hits.exists(h, h.query in ['a', 'b']) || hits.exists(h, h.query == 'c')"));
    assertEquals(Optional.empty(), needs("hits.exists(h, h.query == 'a') || item.feed == 'cam-3'"));
  }

  @Test
  void whatIsDeniedIsNone() {
    assertEquals(Optional.empty(), needs("!hits.exists(h, h.query == 'a')"));
    assertEquals(Optional.empty(), needs("labels.birds.bird.label != 'owl'"));
    assertEquals(Optional.empty(), needs("hits.all(h, h.query == 'a')"));
  }

  private static Optional<Set<Need>> needs(String when) {
    return Things.policy("p", when, "{name: a}").needs();
  }
}
