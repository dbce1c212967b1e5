package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StandardTest {

  private static final int BLOCKS = 400;

  private static Standard standard(
      long[][] blocks, double leastDeviation, double leastChange, double z) {
    long[] counts = new long[Quantiser.CODES];
    List<Standard.Block> sums = new ArrayList<>();
    for (long[] block : blocks) {
      long votes = 0;
      long codes = 0;
      for (int code = 0; code < block.length; code++) {
        counts[code] += block[code];
        votes += block[code];
        codes += block[code] * code;
      }
      sums.add(new Standard.Block(votes, codes));
    }
    return Standard.of(counts, sums, leastDeviation, leastChange, z);
  }

  /** Item by item: the mean, the deviation, and the variance between blocks over that within. */
  @Test
  void standardsAreThoseOfPlainLoopsOverItems() {
    Random random = new Random(1);
    long[][] blocks = new long[BLOCKS][Quantiser.CODES];
    List<List<Integer>> items = new ArrayList<>();
    for (long[] block : blocks) {
      List<Integer> codes = new ArrayList<>();
      double common = 20 * random.nextGaussian();
      for (int i = 0; i < 30; i++) {
        int code = (int) Math.max(0, Math.min(255, 128 + common + 30 * random.nextGaussian()));
        codes.add(code);
        block[code]++;
      }
      items.add(codes);
    }
    double mean = mean(items.stream().flatMap(List::stream).toList());
    double squares = 0;
    double between = 0;
    for (List<Integer> block : items) {
      between += block.size() * Math.pow(mean(block) - mean, 2) / (BLOCKS - 1);
      for (int code : block) {
        squares += Math.pow(code - mean, 2);
      }
    }
    double variance = squares / (30 * BLOCKS);
    Standard standard = standard(blocks, 1, 0.5, 3);
    assertEquals(mean, standard.mean(), 1e-9);
    assertEquals(Math.sqrt(variance), standard.deviation(), 1e-9);
    double effective = 30 * BLOCKS / (between / variance);
    assertEquals(effective, standard.effective(), 1e-6);
    assertEquals(3 / Math.sqrt(effective), standard.margin(), 1e-9);
    // 30 items that share a third of their variance: 1 + 29 x 0.31 times the variance
    assertEquals(1 + 29 * 400 / 1300.0, 30 * BLOCKS / effective, 1.5);
    double scores = 0;
    for (List<Integer> block : items) {
      for (int code : block) {
        scores += standard.score(code);
      }
    }
    assertEquals(0, scores / (30 * BLOCKS), 1e-9, "clipped scores have mean 0");
  }

  private static double mean(List<Integer> codes) {
    return codes.stream().mapToInt(code -> code).average().orElseThrow();
  }

  @Test
  void theMarginIsTheLargerOfLeastChangeAndError() {
    long[][] blocks = new long[BLOCKS][Quantiser.CODES];
    for (int b = 0; b < BLOCKS; b++) {
      blocks[b][100 + b % 2 * 40] = 1000;
    }
    Standard wide = standard(blocks, 1, 5, 3);
    assertEquals(5 / 20.0, wide.margin(), 1e-9);
    assertTrue(standard(blocks, 1, 0.01, 3).margin() > 3 / Math.sqrt(1000.0 * BLOCKS));
  }

  @Test
  void whatNeverVotedIsNotBetOn() {
    Standard unknown = standard(new long[3][Quantiser.CODES], 2, 1, 3);
    assertEquals(0, unknown.effective());
    assertEquals(Standard.MOST_MARGIN, unknown.margin());
  }
}
