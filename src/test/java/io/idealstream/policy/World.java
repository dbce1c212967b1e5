package io.idealstream.policy;

import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.RawAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random item as a test's own evaluator sees it, and as policies do. */
final class World {

  /** An answer of factor {@code f}; a label that is null was withheld. */
  record Answer(
      String label,
      List<String> labels,
      Map<String, Double> probabilities,
      String raw,
      double support) {}

  final String feed;
  final Map<String, String> attributes = new HashMap<>();
  final Map<String, Answer> answers = new LinkedHashMap<>();
  final Map<String, Double> hits = new LinkedHashMap<>();
  private final String id;

  World(Random random, String id) {
    this.id = id;
    feed = RandomTree.VALUES.get(random.nextInt(3));
    if (random.nextBoolean()) {
      attributes.put("author", RandomTree.VALUES.get(random.nextInt(3)));
    }
    for (String space : RandomTree.SPACES) {
      if (random.nextInt(4) > 0) {
        answers.put(space, answer(random));
      }
    }
    for (String query : RandomTree.QUERIES) {
      if (random.nextInt(3) == 0) {
        hits.put(query, random.nextInt(8) / 8.0);
      }
    }
  }

  private static Answer answer(Random random) {
    Map<String, Double> probabilities = new HashMap<>();
    List<String> labels = new ArrayList<>();
    for (String value : RandomTree.VALUES) {
      if (random.nextInt(4) > 0) {
        probabilities.put(value, random.nextInt(8) / 8.0);
      }
      if (random.nextInt(3) == 0) {
        labels.add(value);
      }
    }
    String label = random.nextInt(4) == 0 ? null : RandomTree.VALUES.get(random.nextInt(3));
    return new Answer(
        label,
        labels,
        probabilities,
        RandomTree.VALUES.get(random.nextInt(3)),
        random.nextInt(4) / 2.0);
  }

  Answer answer(String space) {
    return orNone(answers.get(space));
  }

  double probability(String space, String value) {
    return orNone(answer(space).probabilities.get(value));
  }

  String attribute(String name) {
    return orNone(attributes.get(name));
  }

  private static <T> T orNone(T value) {
    if (value == null) {
      throw new RandomTree.None();
    }
    return value;
  }

  /** In an order of its own each time. */
  Facts facts(Random random) {
    List<Label> labels = new ArrayList<>();
    answers.forEach(
        (space, answer) ->
            labels.add(
                Things.label(
                    space,
                    Map.of(
                        "f",
                        new FactorLabel(
                            answer.label,
                            null,
                            answer.probabilities,
                            new RawAnswer(answer.raw, 0.5),
                            true,
                            answer.support,
                            answer.label == null ? "threshold" : null,
                            answer.labels,
                            null,
                            null,
                            null,
                            null)))));
    List<Hit> found = new ArrayList<>();
    hits.forEach((query, score) -> found.add(Things.hit(query, score)));
    Collections.shuffle(labels, random);
    Collections.shuffle(found, random);
    return new Facts(new Item(id, feed, Things.TIME, null, attributes), labels, found);
  }
}
