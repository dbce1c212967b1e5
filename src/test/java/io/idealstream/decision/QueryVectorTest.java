package io.idealstream.decision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueryVectorTest {

  @Test
  void termsAreAddedByTheirScalesAndTheSumHasLengthOne() {
    float[] east = {1, 0, 0};
    float[] north = {0, 1, 0};
    float[] up = {0, 0, 1};
    float[] query = QueryVector.of(List.of(east, north, up), new double[] {2, -1, 2}).orElseThrow();
    assertArrayEquals(new float[] {2 / 3f, -1 / 3f, 2 / 3f}, query, 1e-7f);
  }

  @Test
  void aSingleTermIsItself() {
    float[] term = RandomVectors.unit(new Random(1), 32);
    assertArrayEquals(term, QueryVector.of(List.of(term), new double[] {5}).orElseThrow(), 1e-7f);
  }

  @Test
  void termsThatCancelGiveNoQuery() {
    float[] term = RandomVectors.unit(new Random(2), 32);
    assertTrue(QueryVector.of(List.of(term, term), new double[] {1, -1}).isEmpty());
    assertTrue(QueryVector.of(List.of(term), new double[] {0}).isEmpty());
    assertTrue(QueryVector.of(List.of(term, term), new double[] {1e200, 1e200}).isEmpty());
  }
}
