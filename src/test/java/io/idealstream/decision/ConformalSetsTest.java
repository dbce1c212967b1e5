package io.idealstream.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConformalSetsTest {

  @Test
  void aSetHoldsTheValuesWithinTheirQuantiles() {
    ConformalSets sets = new ConformalSets(new double[] {0.25, 0.75, 1});
    assertEquals(List.of(0, 2), sets.of(new double[] {0.75, 0.125, 0.125}), "just within");
    assertEquals(List.of(1, 2), sets.of(new double[] {0.5, 0.5, 0}));
    assertEquals(List.of(2), sets.of(new double[] {0.7, 0.2, 0.1}));
  }

  @Test
  void anItemLikeThoseOfNoValueHasAnEmptySet() {
    assertEquals(List.of(), new ConformalSets(new double[] {0.1, 0.1}).of(new double[] {0.5, 0.5}));
  }
}
