package io.idealstream.cli.drift;

import io.idealstream.drift.Cause;
import io.idealstream.drift.Direction;
import io.idealstream.drift.Item;
import io.idealstream.drift.Judgement;
import io.idealstream.drift.LiveQuality;
import io.idealstream.math.Cell;
import io.idealstream.math.FactorSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Birds on land and on water: drawings as in training, drawings of unseen vendors, and reviewers
 * who say the truth, or its opposite.
 */
public final class BirdWorld {

  /** Items of each cell and kind. */
  private static final int EACH = 400;

  /** Pixels of a picture in the middle. */
  private static final long PIXELS = 1 << 20;

  /** Probability that a set of values has together. */
  private static final double SET = 0.9;

  private static final int BIRD = 0;
  private static final int PLACE = 1;

  private final FactorSpace space;
  private final double[] words;
  private final double limit;
  private final Map<Cell, List<Item>> trained = new LinkedHashMap<>();
  private final Map<Cell, List<Item>> unseen = new LinkedHashMap<>();

  /** Without items yet. */
  public BirdWorld(FactorSpace space, double[] words, double limit) {
    this.space = space;
    this.words = words;
    this.limit = limit;
  }

  /** Adds a drawing as in training. */
  public void addTrained(Cell cell, Item item) {
    add(trained, cell, item);
  }

  /** Adds a drawing of an unseen vendor. */
  public void addUnseen(Cell cell, Item item) {
    add(unseen, cell, item);
  }

  private static void add(Map<Cell, List<Item>> kind, Cell cell, Item item) {
    List<Item> items = kind.computeIfAbsent(cell, unknown -> new ArrayList<>());
    if (items.size() < EACH) {
      items.add(item);
    }
  }

  /** One place in ten is water, whatever the bird. */
  public World rare() {
    WorldBuilder world = builder("birds, water 0.10");
    world.base(cells("trained:", 0.10, 0.5));
    for (double share : new double[] {0.13, 0.15, 0.20, 0.30, 0}) {
      world.change(
          "share of water 0.10 to %.2f".formatted(share),
          cells("trained:", share, 0.5),
          true,
          place(share > 0.1));
    }
    world.change(
        "half of the drawings by new vendors",
        both(cells("trained:", 0.10, 0.5), cells("unseen:", 0.10, 0.5), 0.5),
        false,
        cause -> cause.direction().isEmpty());
    world.change(
        "a fifth of the feedback flipped",
        both(cells("trained:", 0.10, 0.5), cells("flipped:", 0.10, 0.5), 0.2),
        true,
        cause -> signal(cause).endsWith("accuracy"));
    return world.build(cells("trained:", 0.30, 0.5));
  }

  /** The same birds; how much of them comes changes, or how they come, or what is said of them. */
  public World input() {
    WorldBuilder world = builder("birds, input");
    SplittableRandom random = new SplittableRandom(PIXELS);
    List<Cell> cells = List.copyOf(trained.keySet());
    trained.forEach(
        (cell, items) -> {
          for (Item item : items) {
            long pixels = Math.round(PIXELS * Math.pow(2, random.nextGaussian() / 2));
            boolean right = right(cell, item);
            int group = cells.indexOf(cell);
            Judgement judgement = new Judgement(group, right, covered(cell, item));
            world.add("sized:" + cell, sized(item, pixels), judgement);
            world.add("small:" + cell, sized(item, pixels / 4), judgement);
            world.add("missed:" + cell, sized(item, pixels), new Judgement(group, right, false));
          }
        });
    Map<String, Double> normal = cells("sized:", 0.10, 0.5);
    world.flow(new Flow(false, 50, 0.02));
    world.base(normal);
    world.change(
        "50 to 65 items an interval", normal, new Flow(false, 65, 0.02), true, input("rate"));
    world.change(
        "50 to 35 items an interval", normal, new Flow(false, 35, 0.02), true, input("rate"));
    world.change(
        "dead letters 0.02 to 0.05",
        normal,
        new Flow(false, 50, 0.05),
        true,
        input("dead-letters"));
    world.change(
        "a fifth of the pictures half as wide",
        both(normal, cells("small:", 0.10, 0.5), 0.2),
        true,
        input("picture-size"));
    world.change(
        "one set in twenty misses the truth",
        both(normal, cells("missed:", 0.10, 0.5), 0.05),
        true,
        cause -> signal(cause).equals("coverage"));
    return world.build(cells("sized:", 0.30, 0.5));
  }

  private static Predicate<Cause> input(String value) {
    return cause ->
        signal(cause).equals("input") && cause.direction().orElseThrow().value().equals(value);
  }

  private static Item sized(Item item, long pixels) {
    return new Item(
        item.vector(), item.debiased(), item.raw(), item.outside(), item.uncertain(), pixels);
  }

  /** Whether the truth is in the set of values that together have 0.9 of the probability. */
  private static boolean covered(Cell cell, Item item) {
    double truth = item.debiased()[BIRD][cell.value(BIRD)];
    return truth > 1 - SET;
  }

  /** As many of each, and a correlation that changes. */
  public World correlated(double before, double after) {
    WorldBuilder world = builder("birds, correlation %.2f".formatted(before));
    world.base(cells("trained:", 0.5, before));
    world.change(
        "correlation %.2f to %.2f".formatted(before, after),
        cells("trained:", 0.5, after),
        true,
        cause -> signal(cause).equals("association"));
    return world.build(cells("trained:", 0.7, before));
  }

  private Predicate<Cause> place(boolean rises) {
    return cause -> {
      Direction named = cause.direction().orElse(null);
      if (named == null || !named.factor().equals(space.factor(PLACE).name())) {
        return false;
      }
      boolean water = named.value().equals(space.factor(PLACE).values().get(1));
      return (cause.side() > 0) == (water == rises);
    };
  }

  private static String signal(Cause cause) {
    return cause.direction().map(Direction::signal).orElse("");
  }

  /** Weights of the cells: the correlation is how many birds stand on their own ground. */
  private Map<String, Double> cells(String kind, double water, double correlation) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (Cell cell : trained.keySet()) {
      double place = cell.value(PLACE) == 1 ? water : 1 - water;
      double bird = cell.value(BIRD) == cell.value(PLACE) ? correlation : 1 - correlation;
      weights.put(kind + cell, place * bird);
    }
    return weights;
  }

  private static Map<String, Double> both(
      Map<String, Double> one, Map<String, Double> other, double share) {
    Map<String, Double> weights = new LinkedHashMap<>();
    one.forEach((group, weight) -> weights.put(group, (1 - share) * weight));
    other.forEach((group, weight) -> weights.put(group, share * weight));
    return weights;
  }

  private WorldBuilder builder(String name) {
    List<Cell> cells = List.copyOf(trained.keySet());
    LiveQuality quality =
        new LiveQuality(space.factor(BIRD).name(), cells.stream().map(space::describe).toList());
    WorldBuilder world = new WorldBuilder(name, space, words, limit, quality);
    trained.forEach(
        (cell, items) ->
            items.forEach(
                item -> {
                  boolean right = right(cell, item);
                  int group = cells.indexOf(cell);
                  world.add("trained:" + cell, item, new Judgement(group, right, null));
                  world.add("flipped:" + cell, item, new Judgement(group, !right, null));
                }));
    unseen.forEach(
        (cell, items) ->
            items.forEach(
                item ->
                    world.add(
                        "unseen:" + cell,
                        item,
                        new Judgement(cells.indexOf(cell), right(cell, item), null))));
    return world;
  }

  private static boolean right(Cell cell, Item item) {
    double[] shares = item.debiased()[BIRD];
    return (shares[1] > shares[0] ? 1 : 0) == cell.value(BIRD);
  }
}
