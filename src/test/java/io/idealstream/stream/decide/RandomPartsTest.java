package io.idealstream.stream.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.policy.DraftDecision;
import io.idealstream.stream.ItemPart;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.wire.Hit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Parts of random items, split and mixed at random, cut by restarts, some of them kills, into other
 * numbers of subtasks: the decisions are those of whole items, one after the other.
 */
class RandomPartsTest {

  private static final Instant CLOCK = Parts.NOON.plus(Duration.ofHours(1));
  private static final int ITEMS = 60;
  private static final List<String> BIRDS = List.of("owl", "duck", "gull");

  /** Windows of a minute and of three. */
  private static final Map<String, Long> WINDOWS = Map.of("best", 60_000L, "slow", 180_000L);

  private static final List<PolicyInForce> POLICIES =
      List.of(
          Parts.policy(Parts.OWLS),
          Parts.policy(Parts.OWLS.replace("review", "hide"), 2, Parts.NOON.plusSeconds(30)),
          PolicyInForce.removed("owls", 3, Parts.NOON.plusSeconds(150).toEpochMilli()),
          Parts.policy(Parts.BEST, 1, Parts.NOON.plusSeconds(20)),
          Parts.policy(
              """
              policy: slow
              when: labels.birds.bird.label != 'gull' && !hits.exists(h, h.query == 'slow')
              action: {name: wait}
              reason: {text: "{labels.birds.bird.label} of {item.attributes.author}"}
              limits: {per: item.attributes.author, at-most: 2, within: 1m, then: {name: stop}}
              """),
          Parts.policy(
              "policy: q\nwhen: hits.exists(h, h.query == 'q' && h.score > 0.5)\n"
                  + "action: {name: tag, priority: 1}\nsample: {of-the-rest: 30%}\n"));

  /** A part, or the end of a window once all of its hits have come. */
  private record Event(ItemPart part, long watermark) {}

  private final List<Event> inOrder = new ArrayList<>();

  private void world(Random random) {
    for (int i = 0; i < ITEMS; i++) {
      String id = "i" + i;
      Instant time = Parts.NOON.plusMillis(random.nextInt(180) * 1000L);
      String author = random.nextBoolean() ? "ann" : "bob";
      inOrder.add(new Event(Parts.labelled(id, time, BIRDS.get(random.nextInt(3)), author), 0));
      inOrder.add(new Event(matched(id, time, random), 0));
    }
  }

  /** All of an item's hits in one part; {@link #split} takes it apart. */
  private static ItemPart matched(String id, Instant time, Random random) {
    List<Hit> hits = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      hits.add(Parts.hit(id, time, "q", random.nextInt(8) / 8.0));
    }
    if (random.nextInt(3) == 0) {
      hits.add(Parts.hit(id, time, "other", 0.5));
    }
    Map<String, Long> open = new TreeMap<>();
    WINDOWS.forEach(
        (query, length) -> {
          if (random.nextInt(2) == 0) {
            open.put(query, (time.toEpochMilli() / length + 1) * length);
          }
        });
    return Parts.matched(id, time, 0, Parts.GROUPS, hits, open);
  }

  /** What is found of the windows that an item is among the best of: two thirds, by their names. */
  private static List<ItemPart> later(ItemPart part) {
    List<ItemPart> later = new ArrayList<>();
    Matched.of(part.content())
        .open()
        .forEach(
            (query, end) -> {
              if (new Random((part.item() + query).hashCode()).nextInt(3) > 0) {
                later.add(
                    Parts.later(part.item().substring("cam/".length()), part.time(), query, end));
              }
            });
    return later;
  }

  /** The same in several parts, each with some of the hits. */
  private static List<ItemPart> split(ItemPart part, Random random) {
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, Parts.GROUPS));
    for (int i = random.nextInt(5); i > 0; i--) {
      cuts.add(1 + random.nextInt(Parts.GROUPS - 1));
    }
    List<Integer> bounds = List.copyOf(cuts);
    int parts = bounds.size() - 1;
    Matched all = Matched.of(part.content());
    List<ItemPart> split = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      int place = i;
      List<Hit> hits =
          all.hits().stream()
              .filter(hit -> Math.floorMod(hit.query().hashCode(), parts) == place)
              .toList();
      Map<String, Long> open = new TreeMap<>(all.open());
      open.keySet().removeIf(query -> Math.floorMod(query.hashCode(), parts) != place);
      split.add(
          Parts.matched(
              part.item().substring("cam/".length()),
              part.time(),
              bounds.get(i),
              bounds.get(i + 1) - bounds.get(i),
              hits,
              open));
    }
    return split;
  }

  /** A hit of a window comes behind the part that opened it, the window's end behind its hits. */
  private List<Event> shuffled(Random random) {
    List<ItemPart> first = new ArrayList<>();
    for (Event event : inOrder) {
      if (event.part.kind() == ItemPart.Kind.MATCHED) {
        first.addAll(split(event.part, random));
      } else {
        first.add(event.part);
      }
    }
    Collections.shuffle(first, random);
    List<Event> events = new ArrayList<>();
    Map<Long, Integer> lastHits = new TreeMap<>();
    first.forEach(part -> events.add(new Event(part, 0)));
    for (ItemPart part : first) {
      if (part.kind() == ItemPart.Kind.MATCHED) {
        for (ItemPart hit : later(part)) {
          int behind = 1;
          while (events.get(behind - 1).part != part) {
            behind++;
          }
          events.add(behind + random.nextInt(events.size() - behind + 1), new Event(hit, 0));
        }
      }
    }
    for (int i = 0; i < events.size(); i++) {
      ItemPart part = events.get(i).part;
      if (part.kind() == ItemPart.Kind.LATER) {
        lastHits.merge(Matched.of(part.content()).lastMillis(), i, Math::max);
      }
    }
    int behind = 0;
    int added = 0;
    for (Map.Entry<Long, Integer> end : lastHits.entrySet()) {
      behind = Math.max(behind, end.getValue() + 1 + added);
      events.add(behind, new Event(null, end.getKey()));
      added++;
      behind++;
    }
    return events;
  }

  private static final class Run {
    final Map<String, List<DraftDecision>> decisions = new TreeMap<>();
    Deciders deciders;

    void collect() {
      List<Drafted> drafts = deciders.drafts();
      drafts.forEach(draft -> add(draft.draft()));
      deciders.decisions().forEach(decision -> add(new DraftDecision(decision, List.of())));
    }

    private void add(DraftDecision draft) {
      decisions.computeIfAbsent(draft.decision().id(), none -> new ArrayList<>()).add(draft);
    }
  }

  private static void start(Run run, int parallelism, OperatorSubtaskState state, int before)
      throws Exception {
    if (run.deciders != null) {
      run.deciders.close();
    }
    run.deciders = new Deciders(Deciders.awaiting(1000), CLOCK, parallelism, state, before);
    run.deciders.withoutTimeOfPolicies();
  }

  private static void take(Run run, Event event) throws Exception {
    if (event.part == null) {
      run.deciders.reach(event.watermark);
    } else {
      run.deciders.take(event.part);
    }
  }

  /** Decisions by item, in the order of their numbers. */
  private static Map<String, List<DraftDecision>> decisions(
      List<Event> events, List<PolicyInForce> policies, Random random, int... parallelism)
      throws Exception {
    Run run = new Run();
    try {
      start(run, parallelism[0], null, 0);
      for (PolicyInForce policy : policies) {
        run.deciders.policy(policy);
      }
      int from = 0;
      for (int life = 0; life < parallelism.length; life++) {
        boolean last = life == parallelism.length - 1;
        int to = last ? events.size() : from + random.nextInt(events.size() - from + 1);
        for (Event event : events.subList(from, to)) {
          take(run, event);
        }
        run.collect();
        if (!last) {
          OperatorSubtaskState state = run.deciders.snapshot();
          int lost = random.nextBoolean() ? random.nextInt(events.size() - to + 1) : 0;
          for (Event event : events.subList(to, to + lost)) {
            take(run, event); // what comes of it is lost
          }
          start(run, parallelism[life + 1], state, parallelism[life]);
          from = to;
        }
      }
      run.deciders.reach(Parts.NOON.plusSeconds(600)).passGrace();
      run.collect();
      assertEquals(0, run.deciders.held());
      assertEquals(0, run.deciders.laterHits());
    } finally {
      run.deciders.close();
    }
    run.decisions
        .values()
        .forEach(
            some -> {
              for (int i = 0; i < some.size(); i++) {
                assertEquals(i + 1, some.get(i).decision().number());
                assertEquals(i == 0 ? null : (Integer) i, some.get(i).decision().revises());
              }
            });
    return run.decisions;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void decisionsDependOnNoOrderAndNoRestart(long seed) throws Exception {
    Random random = new Random(seed);
    world(random);
    List<Event> whole = new ArrayList<>();
    TreeSet<Long> ends = new TreeSet<>();
    List<Event> laterOnes = new ArrayList<>();
    for (Event event : inOrder) {
      whole.add(event);
      if (event.part.kind() == ItemPart.Kind.MATCHED) {
        for (ItemPart hit : later(event.part)) {
          laterOnes.add(new Event(hit, 0));
          ends.add(Matched.of(hit.content()).lastMillis());
        }
      }
    }
    for (long end : ends) {
      laterOnes.stream()
          .filter(event -> Matched.of(event.part.content()).lastMillis() == end)
          .forEach(whole::add);
      whole.add(new Event(null, end));
    }
    Map<String, List<DraftDecision>> expected = decisions(whole, POLICIES, random, 1);
    assertTrue(expected.values().stream().anyMatch(some -> some.size() == 3), "revised twice");
    assertTrue(
        expected.values().stream().anyMatch(some -> !some.get(0).limits().isEmpty()), "limited");

    for (int[] parallelism : new int[][] {{1}, {3}, {1, 3, 2}, {2, 2, 2, 2}, {3, 1, 4, 1}}) {
      List<Event> events = shuffled(random);
      Map<String, List<DraftDecision>> found = decisions(events, POLICIES, random, parallelism);
      assertEquals(expected.keySet(), found.keySet(), "seed " + seed);
      for (String id : expected.keySet()) {
        assertEquals(expected.get(id), found.get(id), id + " with seed " + seed);
      }
    }
  }
}
