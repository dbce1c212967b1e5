package io.idealstream.decision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.math.MatrixProduct;
import io.idealstream.math.PlainMatrixProduct;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StandingQueriesTest {

  private static final int DIMENSION = 8;
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final List<String> FEEDS = List.of("cam-1", "cam-2", "cam-3");

  private final Random random = new Random(11);
  private final Map<String, StandingQuery> held = new HashMap<>();
  private final Map<String, float[]> vectors = new HashMap<>();
  private final Map<String, Floor> floors = new HashMap<>();

  @Test
  void matchesAreThoseOfBruteForceWhateverCameAndWent() {
    StandingQueries queries = new StandingQueries(new PlainMatrixProduct(), DIMENSION);
    int found = 0;
    for (int step = 0; step < 400; step++) {
      String id = "q-" + random.nextInt(60);
      if (random.nextInt(3) == 0) {
        assertEquals(held.remove(id) != null, queries.remove(id));
      } else {
        put(queries, query(id));
      }
      raise(queries, "q-" + random.nextInt(60));
      List<Candidate> items = items(random.nextInt(9));
      List<Match> matches = queries.match(items);
      assertSame(bruteForce(items), matches);
      found += matches.size();
    }
    assertEquals(held.size(), queries.size());
    assertTrue(found > 1000, found + " matches");
  }

  /** Dimension 2, so that many queries cost little. */
  @Test
  void queriesOfSeveralBlocksAreHeldAndRemovedLikeThoseOfOne() {
    StandingQueries queries = new StandingQueries(new PlainMatrixProduct(), 2);
    float[] east = {1, 0};
    float[] north = {0, 1};
    int count = 2 * QueryBlock.ROWS + 3;
    for (int q = 0; q < count; q++) {
      queries.put(new StandingQuery("q-" + q, 0.5, Set.of(), null), q % 3 == 0 ? east : north);
    }
    Candidate item = new Candidate("cam-1", NOON, east);
    assertEquals((count + 2) / 3, queries.match(List.of(item)).size());
    for (int q = 0; q < count; q += 2) {
      assertTrue(queries.remove("q-" + q));
    }
    Set<String> found = new HashSet<>();
    queries.match(List.of(item)).forEach(match -> found.add(match.query()));
    Set<String> expected = new HashSet<>();
    for (int q = 3; q < count; q += 6) {
      expected.add("q-" + q);
    }
    assertEquals(expected, found);
    for (int q = 1; q < count; q += 2) {
      assertTrue(queries.remove("q-" + q));
    }
    assertEquals(0, queries.size());
    assertEquals(List.of(), queries.match(List.of(item)));
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
      StandingQueries queries = new StandingQueries(rough, DIMENSION);
      Candidate item = items(1).get(0);
      double exact = 0;
      float[] vector = RandomVectors.unit(random, DIMENSION);
      for (int j = 0; j < DIMENSION; j++) {
        exact += (double) vector[j] * item.vector()[j];
      }
      queries.put(new StandingQuery("at", exact - 1e-12, Set.of(), null), vector);
      queries.put(new StandingQuery("above", exact + 1e-12, Set.of(), null), vector);
      queries.put(new StandingQuery("low", -1, Set.of(), null), vector);
      queries.raise("low", floor(exact + 1e-12));
      List<Match> matches = queries.match(List.of(item));
      assertEquals(List.of("at"), matches.stream().map(Match::query).toList());
      assertEquals(exact, matches.get(0).score(), 1e-15);
    }
  }

  @Test
  void aBatchGivesTheMatchesOfItsItemsOneByOneToTheLastBit() {
    StandingQueries queries = new StandingQueries(new PlainMatrixProduct(), DIMENSION);
    for (int q = 0; q < 40; q++) {
      put(queries, query("q-" + q));
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

  /** Floors, thresholds, feeds and times of expiry as they come; a ranking refuses every third. */
  @Test
  void aRankingTakesEveryMatchOfItsQueryAndWhatItRefusesIsMatched() {
    StandingQueries queries = new StandingQueries(new PlainMatrixProduct(), DIMENSION);
    Map<String, Map<Integer, Float>> taken = new HashMap<>();
    int inAll = 0;
    for (int step = 0; step < 300; step++) {
      String id = "q-" + random.nextInt(30);
      put(queries, query(id));
      queries.rank(
          id,
          ranking(
              (item, score) ->
                  item % 3 > 0
                      && taken.computeIfAbsent(id, query -> new HashMap<>()).put(item, score)
                          == null,
              () -> floors.get(id)));
      raise(queries, "q-" + random.nextInt(30));
      List<Candidate> items = items(random.nextInt(20));
      Map<String, Double> expected = bruteForce(items);
      expected.keySet().removeIf(match -> Integer.parseInt(match.split("/")[0]) % 3 > 0);
      taken.clear();

      assertSame(expected, queries.match(items));
      for (Map.Entry<String, Double> match : bruteForce(items).entrySet()) {
        int item = Integer.parseInt(match.getKey().split("/")[0]);
        if (item % 3 > 0) {
          float rough = taken.get(match.getKey().split("/")[1]).get(item);
          assertEquals(match.getValue(), rough, queries.slack());
          inAll++;
        }
      }
    }
    assertTrue(inAll > 1000, inAll + " taken");
  }

  @Test
  void aRankingGoesWithItsQueryAndTakesNothingThatIsNotForIt() {
    StandingQueries queries = new StandingQueries(new PlainMatrixProduct(), 2);
    float[] east = {1, 0};
    List<Integer> taken = new ArrayList<>();
    Ranking ranking = ranking((item, score) -> taken.add(item), () -> null);
    List<Candidate> items = List.of(at(NOON, 0.2), at(NOON, 0.6), at(NOON.plusSeconds(1), 0.6));
    queries.put(new StandingQuery("q", 0.5, Set.of(), NOON.plusSeconds(1)), east);
    queries.rank("q", ranking);
    assertEquals(List.of(), queries.match(items));
    assertEquals(List.of(1), taken);
    queries.put(new StandingQuery("q", 0.5, Set.of(), null), east);
    assertEquals(2, queries.match(items).size(), "put again without a ranking");

    queries.put(new StandingQuery("last", 0.5, Set.of(), null), east);
    queries.rank("last", ranking);
    queries.remove("q");
    taken.clear();
    assertEquals(List.of(), queries.match(items), "the last moves with its ranking");
    assertEquals(List.of(1, 2), taken);
  }

  @Test
  void nothingBelowTheFloorOfARankingComesToIt() {
    StandingQueries queries = new StandingQueries(new PlainMatrixProduct(), 2);
    List<Integer> taken = new ArrayList<>();
    queries.put(new StandingQuery("q", -1, Set.of(), null), new float[] {1, 0});
    queries.rank("q", ranking((item, score) -> taken.add(item), () -> floor(0.5)));
    List<Candidate> items =
        List.of(at(NOON, 0.2), at(NOON, 0.4), at(NOON, 0.6), at(NOON.plusSeconds(9), 0.4));
    assertEquals(List.of(), queries.match(items));
    assertEquals(List.of(0, 2, 3), taken, "the floor is known from the first on, and ends");
    taken.clear();
    queries.lower("q");
    queries.match(items);
    assertEquals(List.of(0, 2, 3), taken);
  }

  private static Ranking ranking(BiPredicate<Integer, Float> taker, Supplier<Floor> floor) {
    return new Ranking() {
      @Override
      public boolean take(int item, float score) {
        return taker.test(item, score);
      }

      @Override
      public Floor floor() {
        return floor.get();
      }
    };
  }

  /** Thresholds and floors have no say. */
  @Test
  void exactScoresAreThoseOfTheVectorThatWasPutLast() {
    StandingQueries queries = new StandingQueries(new PlainMatrixProduct(), DIMENSION);
    put(queries, query("gone"));
    put(queries, query("q"));
    put(queries, query("q"));
    queries.remove("gone");
    for (int count = 0; count < 4; count++) {
      List<Candidate> items = items(count);
      double[] scores = queries.scores("q", items.stream().map(Candidate::vector).toList());
      assertEquals(count, scores.length);
      for (int i = 0; i < count; i++) {
        assertEquals(Products.of(vectors.get("q"), items.get(i).vector()), scores[i]);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> queries.scores("gone", List.of()));
  }

  @Test
  void matchesOfSomeItemsAreTheirsAmongAll() {
    StandingQueries queries = new StandingQueries(new PlainMatrixProduct(), DIMENSION);
    for (int q = 0; q < 2000; q++) {
      put(queries, query("q-" + q));
    }
    List<Candidate> items = items(7);
    StandingQueries.Preselection found = queries.preselect(items);
    List<Match> parts = new ArrayList<>();
    for (int item = 0; item < 7; item++) {
      List<Match> ofItem = found.matches(item, item + 1);
      assertTrue(ofItem.size() <= found.counts()[item]);
      parts.addAll(ofItem);
    }
    assertTrue(parts.size() > 1000, parts.size() + " matches");
    assertEquals(Set.copyOf(queries.match(items)), Set.copyOf(parts));
    assertArrayEquals(new int[0], queries.preselect(List.of()).counts());
  }

  private static Candidate at(Instant time, double east) {
    return new Candidate(
        "cam-1", time, new float[] {(float) east, (float) Math.sqrt(1 - east * east)});
  }

  @Test
  void aQueryEndsWithItsTimeAndSeesOnlyItsFeeds() {
    StandingQueries queries = new StandingQueries(new PlainMatrixProduct(), 2);
    float[] east = {1, 0};
    queries.put(new StandingQuery("q", 0.9, Set.of("cam-1"), NOON), east);
    List<Candidate> items =
        List.of(
            new Candidate("cam-1", NOON.minusMillis(1), east),
            new Candidate("cam-1", NOON, east),
            new Candidate("cam-2", NOON.minusMillis(1), east));
    assertEquals(List.of(new Match(0, "q", 1)), queries.match(items));
  }

  @Test
  void aVectorThatIsNoUnitVectorOfTheDimensionIsRefusedAndChangesNothing() {
    StandingQueries queries = new StandingQueries(new PlainMatrixProduct(), 2);
    queries.put(new StandingQuery("q", 0.5, Set.of(), null), new float[] {1, 0});
    for (float[] wrong : List.of(new float[] {1}, new float[] {1, 1}, new float[] {Float.NaN, 0})) {
      assertThrows(
          IllegalArgumentException.class,
          () -> queries.put(new StandingQuery("q", 0.5, Set.of(), null), wrong));
      assertThrows(
          IllegalArgumentException.class,
          () -> queries.put(new StandingQuery("other", 0.5, Set.of(), null), wrong));
    }
    assertEquals(1, queries.size());
    Candidate item = new Candidate("cam-1", NOON, new float[] {1, 0});
    assertEquals(List.of(new Match(0, "q", 1)), queries.match(List.of(item)));
  }

  private StandingQuery query(String id) {
    Set<String> feeds = random.nextBoolean() ? Set.of() : Set.of(FEEDS.get(random.nextInt(3)));
    Instant expires = random.nextBoolean() ? null : NOON.plusSeconds(random.nextInt(20) - 10);
    double threshold =
        random.nextInt(9) == 0 ? StandingQuery.NO_THRESHOLD : random.nextDouble() - 0.4;
    return new StandingQuery(id, threshold, feeds, expires);
  }

  private void put(StandingQueries queries, StandingQuery query) {
    float[] vector = RandomVectors.unit(random, DIMENSION);
    held.put(query.id(), query);
    vectors.put(query.id(), vector);
    floors.remove(query.id());
    queries.put(query, vector);
  }

  /** Has no effect on a query that is not there. */
  private void raise(StandingQueries queries, String id) {
    Floor floor = floor(random.nextDouble());
    queries.raise(id, floor);
    if (held.containsKey(id)) {
      floors.put(id, floor);
    }
  }

  private static Floor floor(double score) {
    return new Floor(
        score, NOON.minusSeconds(5).toEpochMilli(), NOON.plusSeconds(5).toEpochMilli());
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
        Floor floor = floors.get(query.id());
        boolean inTime = Math.abs(Duration.between(NOON, item.time()).toMillis() + 0.5) < 5000;
        double least =
            floor != null && inTime
                ? Math.max(floor.score(), query.threshold())
                : query.threshold();

        boolean feed = query.feeds().isEmpty() || query.feeds().contains(item.feed());
        boolean open = query.expires() == null || item.time().compareTo(query.expires()) < 0;
        double score = 0;
        for (int j = 0; j < DIMENSION; j++) {
          score += (double) vectors.get(query.id())[j] * item.vector()[j];
        }
        if (feed && open && score >= least) {
          matches.put(i + "/" + query.id(), score);
        }
      }
    }
    return matches;
  }
}
