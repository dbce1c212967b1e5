package io.idealstream.cli.drift;

import io.idealstream.drift.Arrivals;
import io.idealstream.drift.Cause;
import io.idealstream.drift.Direction;
import io.idealstream.drift.InputFlow;
import io.idealstream.drift.Item;
import io.idealstream.drift.Judgement;
import io.idealstream.drift.LiveQuality;
import io.idealstream.drift.Naming;
import io.idealstream.drift.Quantiser;
import io.idealstream.drift.ReferenceBuilder;
import io.idealstream.drift.Watch;
import io.idealstream.math.FactorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Puts a world together: first what is normal, then what may happen to it. Mutable. */
final class WorldBuilder {

  private static final long SEED = 1;

  /** Items that signals are set up by. */
  private static final int FIRST = 1000;

  private static final int FAMILIES = 60;
  private static final InputFlow INPUT = new InputFlow();

  private record Seen(String group, Item item, Judgement judgement) {}

  private final String name;
  private final FactorSpace space;
  private final double[] words;
  private final double limit;
  private final LiveQuality quality;
  private final List<Seen> items = new ArrayList<>();
  private final List<World.Change> changes = new ArrayList<>();
  private Pool pool;
  private Map<String, Double> base;
  private Watch watch;
  private Quantiser quantiser;
  private Flow flow = Flow.STEADY;

  /**
   * @param words of the prompts, row-major [rows of the space x dimension]
   * @param limit cosine above which items are near-duplicates
   * @param quality of answers, where there is feedback; else null
   */
  WorldBuilder(String name, FactorSpace space, double[] words, double limit, LiveQuality quality) {
    this.name = name;
    this.space = space;
    this.words = words;
    this.limit = limit;
    this.quality = quality;
  }

  /** Adds an item; the judgement is null where nobody reviews. */
  void add(String group, Item item, Judgement judgement) {
    items.add(new Seen(group, item, judgement));
  }

  /** Watches how much comes; before {@link #base}. */
  void flow(Flow normal) {
    flow = normal;
  }

  /** Says what is normal, after all items were added; scores them. */
  void base(Map<String, Double> weights) {
    base = weights;
    Pool groups = new Pool(limit);
    for (Seen seen : items) {
      groups.add(seen.group, seen.item.vector(), new short[0], new float[0]);
    }
    Mixture mixture = new Mixture(groups, weights);
    SplittableRandom random = new SplittableRandom(SEED);
    List<Seen> first = new ArrayList<>();
    for (int i = 0; i < FIRST; i++) {
      first.add(items.get(mixture.draw(random)));
    }
    watch = Watch.of(space, words, first.stream().map(Seen::item).toList());
    quantiser = quality == null ? watch.quantiser() : watch.quantiser().and(judged(first));
    quantiser = flow.steady() ? quantiser : quantiser.and(arrivals(random));
    pool = new Pool(limit);
    for (Seen seen : items) {
      pool.add(seen.group, seen.item.vector(), codes(seen), watch.moments().of(seen.item));
    }
  }

  private Quantiser judged(List<Seen> first) {
    double[][] scores = first.stream().map(seen -> scores(seen.judgement)).toArray(double[][]::new);
    return Quantiser.of(
        scores, ReferenceBuilder.Terms.defaults(quality.directions()).leastWidths());
  }

  private Quantiser arrivals(SplittableRandom random) {
    double[][] scores = new double[FIRST][INPUT.directions().size()];
    for (double[] row : scores) {
      int items = flow.items(random);
      INPUT.score(new Arrivals(items, flow.deadLetters(items, random)), row, 0);
    }
    return Quantiser.of(scores, ReferenceBuilder.Terms.defaults(INPUT.directions()).leastWidths());
  }

  private double[] scores(Judgement judgement) {
    double[] scores = new double[quality.directions().size()];
    Arrays.fill(scores, Double.NaN);
    if (judgement != null) {
      quality.score(judgement, scores, 0);
    }
    return scores;
  }

  private short[] codes(Seen seen) {
    double[] scores = new double[directions().size()];
    Arrays.fill(scores, Double.NaN);
    watch.signals().score(seen.item, scores, 0);
    if (quality != null) {
      double[] judged = scores(seen.judgement);
      System.arraycopy(judged, 0, scores, watch.signals().directions().size(), judged.length);
    }
    return quantiser.codes(scores);
  }

  private List<Direction> directions() {
    List<Direction> directions = new ArrayList<>(watch.signals().directions());
    if (quality != null) {
      directions.addAll(quality.directions());
    }
    if (!flow.steady()) {
      directions.addAll(INPUT.directions());
    }
    return directions;
  }

  /** Adds a change, after {@link #base}. */
  void change(String what, Map<String, Double> after, boolean named, Predicate<Cause> right) {
    change(what, after, flow, named, right);
  }

  /** The same where also another number of items or dead letters comes. */
  void change(
      String what, Map<String, Double> after, Flow other, boolean named, Predicate<Cause> right) {
    changes.add(new World.Change(what, new Mixture(pool, after, other), named, right));
  }

  /** The world, its bursts made of turned copies. */
  World build(Map<String, Double> night) {
    Mixture normal = new Mixture(pool, base, flow);
    SplittableRandom random = new SplittableRandom(SEED);
    List<int[]> families = new ArrayList<>();
    for (int f = 0; f < FAMILIES; f++) {
      int parent = normal.draw(random);
      Seen seen = items.get(parent);
      int[] family = new int[Pool.COPIES + 1];
      family[0] = parent;
      for (int copy = 1; copy < family.length; copy++) {
        Item turned = turned(seen.item, Pool.turned(seen.item.vector(), random));
        family[copy] =
            pool.add(
                "copies",
                turned.vector(),
                codes(new Seen("", turned, seen.judgement)),
                watch.moments().of(turned));
      }
      families.add(family);
    }
    pool.compared();
    return new World(
        name,
        pool,
        directions(),
        !flow.steady(),
        quantiser,
        watch.moments(),
        new Naming(directions(), watch.words()),
        normal,
        new Mixture(pool, night, flow),
        families,
        List.copyOf(changes));
  }

  private static Item turned(Item item, float[] vector) {
    return new Item(
        vector, item.debiased(), item.raw(), item.outside(), item.uncertain(), item.pixels());
  }

  /** Weights of groups, given one by one. */
  static Map<String, Double> weights(Object... namesAndWeights) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < namesAndWeights.length; i += 2) {
      weights.put((String) namesAndWeights[i], (Double) namesAndWeights[i + 1]);
    }
    return weights;
  }
}
