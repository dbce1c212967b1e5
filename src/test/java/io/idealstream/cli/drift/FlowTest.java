package io.idealstream.cli.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FlowTest {

  @Test
  void aSteadyFlowIsAlwaysTheSame() {
    SplittableRandom random = new SplittableRandom(1);
    assertEquals(50, Flow.STEADY.items(random));
    assertEquals(0, Flow.STEADY.deadLetters(50, random));
  }

  /** Numbers of independent items: mean and variance are the same (Poisson). */
  @Test
  void otherFlowsVaryAsIndependentItemsDo() {
    SplittableRandom random = new SplittableRandom(2);
    Flow flow = new Flow(false, 35, 0.05);
    int intervals = 40_000;
    double sum = 0;
    double squares = 0;
    double dead = 0;
    for (int t = 0; t < intervals; t++) {
      int items = flow.items(random);
      sum += items;
      squares += (items - 35.0) * (items - 35.0);
      dead += flow.deadLetters(items, random);
    }
    assertEquals(35, sum / intervals, 0.2);
    assertEquals(35, squares / intervals, 1.5);
    assertEquals(0.05, dead / (dead + sum), 0.002);
  }
}
