package io.idealstream.policy;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Random expressions as trees that can say what they are in CEL, and what they give. */
final class RandomTree {

  static final List<String> SPACES = List.of("birds", "scenes", "people");
  static final List<String> VALUES = List.of("a", "b", "c");
  static final List<String> QUERIES = List.of("nets", "boats", "cars");

  private final Random random;

  RandomTree(Random random) {
    this.random = random;
  }

  /** Thrown for an expression without a value. */
  static final class None extends RuntimeException {
    private static final long serialVersionUID = 1L;

    None() {
      super(null, null, false, false);
    }
  }

  /** A tree; evaluated by what stands here alone. */
  interface Node<T> {
    String cel();

    /**
     * @throws None if there is no value
     */
    T value(World world);
  }

  private record Plain<T>(String cel, Function<World, T> of) implements Node<T> {
    @Override
    public T value(World world) {
      return of.apply(world);
    }
  }

  /** True or false, of at most so many levels. */
  Node<Boolean> truth(int levels) {
    if (levels == 0) {
      return leaf();
    }
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> and(truth(levels - 1), truth(levels - 1));
      case 3, 4 -> or(truth(levels - 1), truth(levels - 1));
      case 5 -> not(truth(levels - 1));
      case 6 -> either(truth(levels - 1), truth(levels - 1), truth(levels - 1));
      default -> leaf();
    };
  }

  private Node<Boolean> leaf() {
    return switch (random.nextInt(11)) {
      case 0 -> new Plain<>("true", world -> true);
      case 1 -> {
        String space = pick(SPACES);
        yield new Plain<>("has(labels." + space + ")", world -> world.answers.containsKey(space));
      }
      case 2, 3 -> exists();
      case 4 -> compared(number(2), number(2));
      case 5 -> whole(integer(2), integer(2));
      case 6 -> {
        String space = pick(SPACES);
        String value = pick(VALUES);
        yield new Plain<>(
            "'%s' in labels.%s.f.labels".formatted(value, space),
            world -> world.answer(space).labels().contains(value));
      }
      case 7 -> {
        Node<String> text = text();
        String one = pick(VALUES);
        String two = pick(VALUES);
        yield new Plain<>(
            "%s in ['%s', '%s']".formatted(text.cel(), one, two),
            world -> List.of(one, two).stream().anyMatch(text(text, world)::equals));
      }
      case 8 -> {
        String space = pick(SPACES);
        yield new Plain<>(
            "abstained(labels.%s.f)".formatted(space),
            world -> world.answer(space).label() == null);
      }
      default -> equal();
    };
  }

  private Node<Boolean> equal() {
    Node<String> text = text();
    Node<String> other = random.nextInt(3) == 0 ? text() : constant();
    boolean same = random.nextInt(4) > 0;
    boolean turned = random.nextBoolean();
    Node<String> first = turned ? other : text;
    Node<String> second = turned ? text : other;
    return new Plain<>(
        first.cel() + (same ? " == " : " != ") + second.cel(),
        world -> text(first, world).equals(text(second, world)) == same);
  }

  /** In place of null, which equals nothing but itself, a text that no constant is. */
  private static String text(Node<String> node, World world) {
    String text = node.value(world);
    return text == null ? "\0" : text;
  }

  private Node<String> constant() {
    String value = pick(VALUES);
    return new Plain<>("'" + value + "'", world -> value);
  }

  private Node<String> text() {
    String space = pick(SPACES);
    return switch (random.nextInt(6)) {
      case 0 -> new Plain<>("item.feed", world -> world.feed);
      case 1 -> new Plain<>("raw(labels." + space + ".f)", world -> world.answer(space).raw());
      case 2 -> {
        String name = pick(List.of("author", "source"));
        yield new Plain<>("item.attributes." + name, world -> world.attribute(name));
      }
      default -> new Plain<>("labels." + space + ".f.label", world -> world.answer(space).label());
    };
  }

  private Node<Boolean> exists() {
    String query = pick(QUERIES);
    double least = random.nextInt(4) / 4.0;
    String one = "h.query == '%s'".formatted(query);
    return switch (random.nextInt(4)) {
      case 0 ->
          new Plain<>("hits.exists(h, %s)".formatted(one), world -> world.hits.containsKey(query));
      case 1 ->
          new Plain<>(
              "hits.exists(h, h.score >= %s && %s)".formatted(least, one),
              world -> world.hits.containsKey(query) && world.hits.get(query) >= least);
      case 2 -> {
        String other = pick(QUERIES);
        yield new Plain<>(
            "hits.exists(h, h.query in ['%s', '%s'])".formatted(query, other),
            world -> world.hits.containsKey(query) || world.hits.containsKey(other));
      }
      default ->
          new Plain<>(
              "hits.exists(h, %s || h.score > %s)".formatted(one, least),
              world ->
                  world.hits.containsKey(query)
                      || world.hits.values().stream().anyMatch(score -> score > least));
    };
  }

  private Node<Double> number(int levels) {
    if (levels > 0 && random.nextBoolean()) {
      Node<Double> one = number(levels - 1);
      Node<Double> other = number(levels - 1);
      return switch (random.nextInt(3)) {
        case 0 ->
            new Plain<>(
                "(%s + %s)".formatted(one.cel(), other.cel()),
                world -> one.value(world) + other.value(world));
        case 1 ->
            new Plain<>(
                "(%s - %s)".formatted(one.cel(), other.cel()),
                world -> one.value(world) - other.value(world));
        default ->
            new Plain<>(
                "(%s * %s)".formatted(one.cel(), other.cel()),
                world -> one.value(world) * other.value(world));
      };
    }
    String space = pick(SPACES);
    String value = pick(VALUES);
    return switch (random.nextInt(3)) {
      case 0 -> {
        double number = random.nextInt(8) / 8.0;
        yield new Plain<>(Double.toString(number), world -> number);
      }
      case 1 ->
          new Plain<>(
              "labels.%s.f.probabilities['%s']".formatted(space, value),
              world -> world.probability(space, value));
      default ->
          new Plain<>(
              "support(labels.%s.f)".formatted(space), world -> world.answer(space).support());
    };
  }

  private Node<Long> integer(int levels) {
    if (levels > 0 && random.nextBoolean()) {
      Node<Long> one = integer(levels - 1);
      Node<Long> other = integer(levels - 1);
      return random.nextBoolean()
          ? new Plain<>(
              "(%s - %s)".formatted(one.cel(), other.cel()),
              world -> one.value(world) - other.value(world))
          : new Plain<>(
              "(%s / %s)".formatted(one.cel(), other.cel()),
              world -> divided(one.value(world), other.value(world)));
    }
    if (random.nextBoolean()) {
      return new Plain<>("hits.size()", world -> (long) world.hits.size());
    }
    long number = random.nextInt(4);
    return new Plain<>(Long.toString(number), world -> number);
  }

  private static long divided(long one, long other) {
    if (other == 0) {
      throw new None();
    }
    return one / other;
  }

  private Node<Boolean> compared(Node<Double> one, Node<Double> other) {
    return random.nextBoolean()
        ? new Plain<>(
            one.cel() + " < " + other.cel(), world -> one.value(world) < other.value(world))
        : new Plain<>(
            one.cel() + " >= " + other.cel(), world -> one.value(world) >= other.value(world));
  }

  private Node<Boolean> whole(Node<Long> one, Node<Long> other) {
    return random.nextBoolean()
        ? new Plain<>(
            one.cel() + " == " + other.cel(), world -> one.value(world).equals(other.value(world)))
        : new Plain<>(
            one.cel() + " > " + other.cel(), world -> one.value(world) > other.value(world));
  }

  /** False where a side is, without a value where the rest leaves it open. */
  private static Node<Boolean> and(Node<Boolean> one, Node<Boolean> other) {
    return new Plain<>(
        "(%s && %s)".formatted(one.cel(), other.cel()), world -> settled(one, other, false, world));
  }

  private static Node<Boolean> or(Node<Boolean> one, Node<Boolean> other) {
    return new Plain<>(
        "(%s || %s)".formatted(one.cel(), other.cel()), world -> settled(one, other, true, world));
  }

  private static boolean settled(Node<Boolean> one, Node<Boolean> other, boolean by, World world) {
    Boolean first = orNull(one, world);
    Boolean second = orNull(other, world);
    if (Boolean.valueOf(by).equals(first) || Boolean.valueOf(by).equals(second)) {
      return by;
    }
    if (first == null || second == null) {
      throw new None();
    }
    return !by;
  }

  static Boolean orNull(Node<Boolean> node, World world) {
    try {
      return node.value(world);
    } catch (None none) {
      return null;
    }
  }

  private static Node<Boolean> not(Node<Boolean> one) {
    return new Plain<>("!(%s)".formatted(one.cel()), world -> !one.value(world));
  }

  private static Node<Boolean> either(Node<Boolean> asked, Node<Boolean> one, Node<Boolean> other) {
    return new Plain<>(
        "(%s ? %s : %s)".formatted(asked.cel(), one.cel(), other.cel()),
        world -> asked.value(world) ? one.value(world) : other.value(world));
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
