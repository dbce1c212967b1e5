package io.idealstream.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.math.MatrixProduct;
import io.idealstream.math.PlainMatrixProduct;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThresholdQueriesTest {

  private static final int DIMENSION = 8;
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final List<String> FEEDS = List.of("cam-1", "cam-2", "cam-3");

  private final Random random = new Random(11);
  private final Map<String, StandingQuery> held = new HashMap<>();

  @Test
  void matchesAreThoseOfBruteForceWhateverCameAndWent() {
    ThresholdQueries queries = new ThresholdQueries(new PlainMatrixProduct(), DIMENSION);
    int found = 0;
    for (int step = 0; step < 400; step++) {
      String id = "q-" + random.nextInt(60);
      if (random.nextInt(3) == 0) {
        assertEquals(held.remove(id) != null, queries.remove(id));
      } else {
        StandingQuery query = query(id);
        held.put(id, query);
        queries.put(query);
      }
      List<Candidate> items = items(random.nextInt(9));
      List<Match> matches = queries.match(items);
      assertSame(bruteForce(items), matches);
      found += matches.size();
    }
    assertEquals(held.size(), queries.size());
    assertTrue(found > 1000, found + " matches");
  }

  /** An error as large as single precision may make it, in the worst direction. */
  @Test
  void aProductInSinglePrecisionNeitherLosesNorAddsAMatch() {
    float bound = (float) DIMENSION / (1 << 24);
    for (float error : new float[] {-bound, bound}) {
      MatrixProduct rough =
          (shape, left, right, scores) -> {
            new PlainMatrixProduct().multiply(shape, left, right, scores);
            for (int i = 0; i < shape.queries() * shape.batch(); i++) {
              scores.put(i, scores.get(i) + error);
            }
          };
      ThresholdQueries queries = new ThresholdQueries(rough, DIMENSION);
      Candidate item = items(1).get(0);
      double exact = 0;
      float[] vector = RandomVectors.unit(random, DIMENSION);
      for (int j = 0; j < DIMENSION; j++) {
        exact += (double) vector[j] * item.vector()[j];
      }
      queries.put(new StandingQuery("at", vector, exact - 1e-12, Set.of(), null));
      queries.put(new StandingQuery("above", vector, exact + 1e-12, Set.of(), null));
      List<Match> matches = queries.match(List.of(item));
      assertEquals(List.of("at"), matches.stream().map(Match::query).toList());
      assertEquals(exact, matches.get(0).score(), 1e-15);
    }
  }

  @Test
  void aBatchGivesTheMatchesOfItsItemsOneByOneToTheLastBit() {
    ThresholdQueries queries = new ThresholdQueries(new PlainMatrixProduct(), DIMENSION);
    for (int q = 0; q < 40; q++) {
      queries.put(query("q-" + q));
    }
    List<Candidate> items = items(13);
    Set<Match> single = new HashSet<>();
    for (int item = 0; item < items.size(); item++) {
      for (Match match : queries.match(List.of(items.get(item)))) {
        single.add(new Match(item, match.query(), match.score()));
      }
    }
    assertEquals(single, new HashSet<>(queries.match(items)));
  }

  @Test
  void aQueryEndsWithItsTimeAndSeesOnlyItsFeeds() {
    ThresholdQueries queries = new ThresholdQueries(new PlainMatrixProduct(), 2);
    float[] east = {1, 0};
    queries.put(new StandingQuery("q", east, 0.9, Set.of("cam-1"), NOON));
    List<Candidate> items =
        List.of(
            new Candidate("cam-1", NOON.minusMillis(1), east),
            new Candidate("cam-1", NOON, east),
            new Candidate("cam-2", NOON.minusMillis(1), east));
    assertEquals(List.of(new Match(0, "q", 1)), queries.match(items));
  }

  @Test
  void aVectorThatIsNoUnitVectorOfTheDimensionIsRefusedAndChangesNothing() {
    ThresholdQueries queries = new ThresholdQueries(new PlainMatrixProduct(), 2);
    queries.put(new StandingQuery("q", new float[] {1, 0}, 0.5, Set.of(), null));
    for (float[] wrong : List.of(new float[] {1}, new float[] {1, 1}, new float[] {Float.NaN, 0})) {
      assertThrows(
          IllegalArgumentException.class,
          () -> queries.put(new StandingQuery("q", wrong, 0.5, Set.of(), null)));
      assertThrows(
          IllegalArgumentException.class,
          () -> queries.put(new StandingQuery("other", wrong, 0.5, Set.of(), null)));
    }
    assertEquals(1, queries.size());
    Candidate item = new Candidate("cam-1", NOON, new float[] {1, 0});
    assertEquals(List.of(new Match(0, "q", 1)), queries.match(List.of(item)));
  }

  private StandingQuery query(String id) {
    Set<String> feeds = random.nextBoolean() ? Set.of() : Set.of(FEEDS.get(random.nextInt(3)));
    Instant expires = random.nextBoolean() ? null : NOON.plusSeconds(random.nextInt(20) - 10);
    double threshold = random.nextDouble() - 0.4;
    return new StandingQuery(id, RandomVectors.unit(random, DIMENSION), threshold, feeds, expires);
  }

  private List<Candidate> items(int count) {
    List<Candidate> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(
          new Candidate(
              FEEDS.get(random.nextInt(3)),
              NOON.plusSeconds(random.nextInt(20) - 10),
              RandomVectors.unit(random, DIMENSION)));
    }
    return items;
  }

  private static void assertSame(Map<String, Double> expected, List<Match> matches) {
    Map<String, Double> found = new HashMap<>();
    for (Match match : matches) {
      assertNull(found.put(match.item() + "/" + match.query(), match.score()), "a match twice");
    }
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach((match, score) -> assertEquals(score, found.get(match), 1e-12));
  }

  private Map<String, Double> bruteForce(List<Candidate> items) {
    Map<String, Double> matches = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      Candidate item = items.get(i);
      for (StandingQuery query : held.values()) {
        boolean feed = query.feeds().isEmpty() || query.feeds().contains(item.feed());
        boolean open = query.expires() == null || item.time().compareTo(query.expires()) < 0;
        double score = 0;
        for (int j = 0; j < DIMENSION; j++) {
          score += (double) query.vector()[j] * item.vector()[j];
        }
        if (feed && open && score >= query.threshold()) {
          matches.put(i + "/" + query.id(), score);
        }
      }
    }
    return matches;
  }
}
