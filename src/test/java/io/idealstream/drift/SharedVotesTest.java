package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedVotesTest {

  private static final int DIRECTIONS = 3;
  private static final double LIMIT = 0.95;

  private record Entry(String id, float[] vector, short[] codes) {}

  /** Items of which some are slightly turned copies of others. */
  private static List<Entry> items(int number, Random random) {
    List<Entry> items = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      float[] vector =
          i > 0 && random.nextInt(3) == 0
              ? turned(items.get(random.nextInt(i)).vector, 0.12, random)
              : turned(new float[4], 1, random);
      short[] codes = new short[DIRECTIONS];
      for (int d = 0; d < DIRECTIONS; d++) {
        codes[d] = (short) (random.nextInt(9) == 0 ? Quantiser.NONE : random.nextInt(256));
      }
      items.add(new Entry("item-" + i, vector, codes));
    }
    return items;
  }

  private static float[] turned(float[] vector, double by, Random random) {
    float[] turned = vector.clone();
    double squares = 0;
    for (int j = 0; j < turned.length; j++) {
      turned[j] += (float) (by * random.nextGaussian());
      squares += turned[j] * turned[j];
    }
    for (int j = 0; j < turned.length; j++) {
      turned[j] /= (float) Math.sqrt(squares);
    }
    return turned;
  }

  private static SharedVotes gather(List<Entry> items, int most) {
    SharedVotes votes = new SharedVotes(LIMIT, most);
    items.forEach(item -> votes.add(item.id, item.vector, item.codes));
    return votes;
  }

  @Test
  void votesAreThoseOfAPlainSearchForConnectedItems() {
    Random random = new Random(1);
    for (int trial = 0; trial < 50; trial++) {
      List<Entry> items = items(40, random);
      Histograms expected = new Histograms(DIRECTIONS);
      boolean[] seen = new boolean[items.size()];
      for (int start = 0; start < items.size(); start++) {
        if (!seen[start]) {
          expected.add(oracleVote(items, start, seen));
        }
      }
      byte[] votes = gather(items, 1000).close(DIRECTIONS).toBytes();
      assertArrayEquals(expected.toBytes(), votes);
    }
  }

  private static short[] oracleVote(List<Entry> items, int start, boolean[] seen) {
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    seen[start] = true;
    double[] sums = new double[DIRECTIONS];
    int[] votes = new int[DIRECTIONS];
    while (!open.isEmpty()) {
      Entry item = items.get(open.pop());
      for (int d = 0; d < DIRECTIONS; d++) {
        if (item.codes[d] >= 0) {
          sums[d] += item.codes[d];
          votes[d]++;
        }
      }
      for (int other = 0; other < items.size(); other++) {
        double cosine = 0;
        for (int j = 0; j < item.vector.length; j++) {
          cosine += (double) item.vector[j] * items.get(other).vector[j];
        }
        if (!seen[other] && cosine > LIMIT) {
          seen[other] = true;
          open.push(other);
        }
      }
    }
    short[] vote = new short[DIRECTIONS];
    for (int d = 0; d < DIRECTIONS; d++) {
      vote[d] = (short) (votes[d] == 0 ? -1 : Math.floor(sums[d] / votes[d] + 0.5));
    }
    return vote;
  }

  /** Whatever the order and the split, whatever comes twice, and also where items are too many. */
  @Test
  void theBytesDoNotDependOnOrderOrSplit() {
    Random random = new Random(2);
    for (int trial = 0; trial < 30; trial++) {
      List<Entry> items = items(60, random);
      byte[] whole = gather(items, 25).close(DIRECTIONS).toBytes();
      Collections.shuffle(items, random);
      int cut = random.nextInt(items.size());
      SharedVotes left = gather(items.subList(0, cut), 25);
      SharedVotes right = gather(items.subList(cut, items.size()), 25);
      if (cut > 0) {
        Entry again = items.get(0);
        right.add(again.id, again.vector, again.codes);
      }
      right.merge(left);
      assertArrayEquals(whole, right.close(DIRECTIONS).toBytes());
      assertEquals(25, right.size());
    }
  }

  @Test
  void itemsThatAreTooManyAreCounted() {
    SharedVotes votes = gather(items(60, new Random(3)), 25);
    assertEquals(35, votes.leftOut());
  }

  @Test
  void ofTwoItemsWithOneIdentityTheSameOneVotesInAnyOrder() {
    Entry low = new Entry("twice", new float[] {1, 0}, new short[] {7, 8, 9});
    Entry high = new Entry("twice", new float[] {0, 1}, new short[] {9, 8, 7});
    assertArrayEquals(
        gather(List.of(low, high), 25).close(DIRECTIONS).toBytes(),
        gather(List.of(high, low), 25).close(DIRECTIONS).toBytes());
  }

  @Test
  void aBurstOfCopiesVotesOnce() {
    SharedVotes votes = new SharedVotes(LIMIT, 100);
    for (int i = 0; i < 20; i++) {
      votes.add("copy-" + i, new float[] {1, 0}, new short[] {(short) (100 + i)});
    }
    votes.add("other", new float[] {0, 1}, new short[] {7});
    Histograms closed = votes.close(1);
    assertEquals(2, closed.votes(0));
    assertEquals(1, closed.count(0, 110), "the mean of 100 to 119, rounded");
    assertEquals(1, closed.count(0, 7));
  }
}
