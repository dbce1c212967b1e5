package io.idealstream.stream.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.math.MatrixProduct;
import io.idealstream.math.PlainMatrixProduct;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.inforce.Items;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Random queries that come, change and go between items out of order: hits as by brute force. */
class BruteForceTest {

  private static final int DIMENSION = 4;
  private static final int STEPS = 300;
  private static final Supplier<MatchQueries> OPERATOR =
      () ->
          new MatchQueries(
              BruteForceTest::rough, Shards.settings(new WaitingSettings(Set.of(), 10)));

  private Random random;
  private int repeated;

  /** The vector of the last item, which others may share. */
  private float[] seen;

  /** Scores as far from the exact ones as single precision may bring them, to both sides. */
  private static MatrixProduct rough() {
    Random sides = new Random(3);
    float error = (float) DIMENSION / (1 << 24);
    return (shape, queries, batch, scores) -> {
      new PlainMatrixProduct().multiply(shape, queries, batch, scores);
      for (int i = 0; i < shape.queries() * shape.batch(); i++) {
        scores.put(i, scores.get(i) + (sides.nextBoolean() ? error : -error));
      }
    };
  }

  @Test
  void hitsAreThoseOfBruteForceWhateverTheBatches() throws Exception {
    int ranked = 0;
    for (int trial = 0; trial < 15; trial++) {
      List<String> hits = compare(trial, List.of(1 + trial % 3));
      ranked += (int) hits.stream().filter(hit -> !hit.endsWith("null")).count();
      assertTrue(hits.size() > 200, hits.size() + " hits");
    }
    assertTrue(ranked > 500, ranked + " of them ranked");
    assertTrue(repeated > 200, repeated + " repetitions");
  }

  @Test
  void restartsAndAnotherParallelismInMidStreamChangeNoHit() throws Exception {
    for (int trial = 100; trial < 110; trial++) {
      compare(trial, List.of(1, 3, 2, 2, 5));
    }
    assertTrue(repeated > 200, repeated + " repetitions");
  }

  /** Gives the hits; one subtask after another goes on with what those before left. */
  private List<String> compare(int seed, List<Integer> parallelisms) throws Exception {
    random = new Random(seed);
    seen = Items.unit(random, DIMENSION);
    Oracle oracle = new Oracle();
    List<Hit> hits = new ArrayList<>();
    Shards shards = new Shards(OPERATOR, parallelisms.get(0));
    Instant newest = Items.NOON;
    for (int life = 0; life < parallelisms.size(); life++) {
      for (int step = 0; step < STEPS / parallelisms.size(); step++) {
        switch (random.nextInt(10)) {
          case 0, 1 -> {
            QueryInForce change = change(oracle);
            oracle.change(change);
            shards.change(change);
          }
          case 2 -> {
            oracle.time(newest.minusSeconds(4));
            shards.time(newest.minusSeconds(4));
          }
          default -> {
            newest = newest.plusMillis(random.nextInt(1500));
            Embedded item = item(step + 1000 * life, newest.minusMillis(random.nextInt(9000)));
            oracle.item(item);
            shards.item(item);
          }
        }
      }
      if (life + 1 < parallelisms.size()) {
        OperatorSubtaskState state = shards.snapshot();
        hits.addAll(shards.out());
        int before = parallelisms.get(life);
        shards = new Shards(OPERATOR, parallelisms.get(life + 1), state, before);
      }
    }
    oracle.time(Instant.ofEpochMilli(Long.MAX_VALUE));
    shards.time(Instant.ofEpochMilli(Long.MAX_VALUE));
    hits.addAll(shards.answers());
    shards.close();
    repeated += oracle.repeated;
    List<String> found = hits.stream().map(BruteForceTest::text).sorted().toList();
    assertEquals(oracle.hits.stream().sorted().toList(), found, "seed " + seed);
    return found;
  }

  private QueryInForce change(Oracle oracle) {
    String id = "q-" + random.nextInt(12);
    QueryInForce before = oracle.queries.get(id);
    long version = before == null ? 0 : before.version();
    boolean held = before != null && before.query() != null;
    if (held && random.nextInt(4) == 0) {
      return QueryInForce.gone(id, version);
    }
    float[] vector = Items.unit(random, DIMENSION);
    if (held && random.nextInt(4) == 0) {
      // words behind it have changed: another vector, the same version
      return QueryInForce.ofTexts(id, version, before.query(), Items.MODEL, vector);
    }
    return QueryInForce.ofTexts(id, version + 1, query(id), Items.MODEL, vector);
  }

  private Query query(String id) {
    boolean best = random.nextBoolean();
    boolean bounded = !best || random.nextBoolean();
    return new Query(
        id,
        "any",
        null,
        null,
        bounded ? random.nextDouble() - 0.3 : null,
        best ? 1 + random.nextInt(4) : null,
        best ? Duration.ofSeconds(1 + random.nextInt(20)) : null,
        random.nextInt(3) == 0 ? List.of("cam-" + random.nextInt(3), "cam-9") : null,
        random.nextInt(4) == 0 ? Items.NOON.plusSeconds(random.nextInt(120)) : null,
        null,
        null,
        random.nextInt(3) - 1,
        random.nextInt(3) == 0 ? distinct() : null);
  }

  private Distinct distinct() {
    Duration within = Duration.ofSeconds(1 + random.nextInt(9));
    return new Distinct(within, random.nextBoolean() ? 0.5 + random.nextDouble() / 2 : null);
  }

  private Embedded item(int number, Instant time) {
    if (random.nextInt(3) > 0) {
      seen = Items.unit(random, DIMENSION);
    }
    float[] vector = seen.clone();
    return Items.image("i-" + number, "cam-" + random.nextInt(3), time, vector);
  }

  private static String text(Hit hit) {
    return "%s %d %s %.9f %s"
        .formatted(hit.query(), hit.queryVersion(), hit.id(), hit.score(), hit.rank());
  }

  /**
   * Keeps everything, ranks a window anew for each item, and looks through all hits for
   * repetitions.
   */
  private static final class Oracle {

    private record Kept(String id, String feed, Instant time, double score, float[] vector) {}

    private final Map<String, QueryInForce> queries = new HashMap<>();
    private final Map<String, Map<Long, List<Kept>>> windows = new HashMap<>();
    private final Map<String, List<Kept>> shown = new HashMap<>();
    private final List<String> hits = new ArrayList<>();
    private long now = Long.MIN_VALUE;
    private int repeated;

    void change(QueryInForce change) {
      QueryInForce before = queries.get(change.id());
      boolean goesOn =
          before != null && change.query() != null && before.version() == change.version();
      if (!goesOn && before != null && before.query() != null) {
        windows.getOrDefault(change.id(), Map.of()).values().forEach(kept -> rank(before, kept));
        windows.remove(change.id());
      }
      if (!goesOn) {
        shown.remove(change.id());
      }
      queries.put(change.id(), change);
    }

    void item(Embedded item) {
      for (QueryInForce held : queries.values()) {
        Query query = held.query();
        if (query == null
            || !query.appliesTo(item.feed())
            || (query.expires() != null && !item.time().isBefore(query.expires()))) {
          continue;
        }
        double score = 0;
        for (int j = 0; j < DIMENSION; j++) {
          score += (double) held.vector()[j] * item.vector()[j];
        }
        if (query.threshold() != null && score < query.threshold()) {
          continue;
        }
        Kept kept = new Kept(item.id(), item.feed(), item.time(), score, item.vector());
        List<Kept> before = shown.computeIfAbsent(held.id(), id -> new ArrayList<>());
        if (before.stream().anyMatch(earlier -> same(query.distinct(), earlier, kept))) {
          repeated++;
          continue;
        }
        if (query.k() == null) {
          say(held, kept, null);
          show(query, kept, before);
        } else if (end(query, item.time()) - 1 > now) {
          List<Kept> window =
              windows
                  .computeIfAbsent(held.id(), id -> new HashMap<>())
                  .computeIfAbsent(end(query, item.time()), end -> new ArrayList<>());
          window.add(kept);
          if (best(query, window).contains(kept)) {
            show(query, kept, before);
          }
        }
      }
    }

    /**
     * What is over by more than the time can be repeated again, once event time has come there; an
     * item that is ahead of others does not move it.
     */
    private void show(Query query, Kept kept, List<Kept> shown) {
      if (query.distinct() != null) {
        long reached = Math.min(now, kept.time.toEpochMilli());
        long within = query.distinct().within().toMillis();
        shown.removeIf(
            old -> old.time.toEpochMilli() < reached && reached - old.time.toEpochMilli() > within);
      }
      shown.add(kept);
    }

    private static boolean same(Distinct rule, Kept earlier, Kept later) {
      if (rule == null
          || Duration.between(earlier.time, later.time).abs().compareTo(rule.within()) > 0) {
        return false;
      }
      double cosine = 0;
      boolean equal = true;
      for (int j = 0; j < DIMENSION; j++) {
        cosine += (double) earlier.vector[j] * later.vector[j];
        equal &= earlier.vector[j] == later.vector[j];
      }
      return equal || (rule.similarity() != null && cosine >= rule.similarity());
    }

    private static long end(Query query, Instant time) {
      long length = query.window().toMillis();
      return (time.toEpochMilli() / length + 1) * length;
    }

    void time(Instant time) {
      now = Math.max(now, time.toEpochMilli());
      windows.forEach(
          (query, open) ->
              open.entrySet()
                  .removeIf(
                      window -> {
                        boolean closes = window.getKey() - 1 <= now;
                        if (closes) {
                          rank(queries.get(query), window.getValue());
                        }
                        return closes;
                      }));
    }

    private void rank(QueryInForce query, List<Kept> kept) {
      List<Kept> ranked = best(query.query(), kept);
      for (int i = 0; i < ranked.size(); i++) {
        say(query, ranked.get(i), i + 1);
      }
    }

    private static List<Kept> best(Query query, List<Kept> kept) {
      return kept.stream()
          .sorted(
              Comparator.comparing(Kept::score)
                  .reversed()
                  .thenComparing(Kept::time)
                  .thenComparing(Kept::feed)
                  .thenComparing(Kept::id))
          .limit(query.k())
          .toList();
    }

    private void say(QueryInForce query, Kept kept, Integer rank) {
      hits.add(
          "%s %d %s %.9f %s".formatted(query.id(), query.version(), kept.id, kept.score, rank));
    }
  }
}
