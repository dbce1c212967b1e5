package io.idealstream.decision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContributionsTest {

  @Test
  void eachTermAddsItsShareOfTheScore() {
    // 3 east - 4 north has length 5
    var contributions =
        new Contributions(List.of(new float[] {1, 0}, new float[] {0, 2}), new double[] {3, -2});
    assertArrayEquals(
        new double[] {0.6 * 0.6, -0.8 * 0.8}, contributions.of(new float[] {0.6f, 0.8f}), 1e-7);
  }

  @Test
  void contributionsAddUpToTheScoreOfTheQuerysVector() {
    Random random = new Random(9);
    List<float[]> terms =
        List.of(
            RandomVectors.unit(random, 6),
            RandomVectors.unit(random, 6),
            RandomVectors.unit(random, 6));
    double[] scales = {1, -0.5, 2};
    float[] item = RandomVectors.unit(random, 6);
    double score = Products.of(QueryVector.of(terms, scales).orElseThrow(), item);
    assertEquals(score, Arrays.stream(new Contributions(terms, scales).of(item)).sum(), 1e-6);
  }
}
