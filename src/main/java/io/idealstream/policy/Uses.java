package io.idealstream.policy;

import dev.cel.common.ast.CelExpr;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression asks for: labels, hits, and how things stand.
 *
 * @param answers factors of spaces, by name
 * @param wholeSpaces spaces of which it may look at any factor
 * @param everySpace whether it may look at any space
 * @param queries ids
 * @param everyHit whether it may look at hits of any query
 * @param conditions what it asks of how things stand
 * @param counts names of counts
 */
record Uses(
    Set<Answer> answers,
    Set<String> wholeSpaces,
    boolean everySpace,
    Set<String> queries,
    boolean everyHit,
    Set<Asked> conditions,
    Set<String> counts) {

  /**
   * A function of how things stand, and what it is about.
   *
   * @param factor null where it is about the space as a whole
   */
  record Asked(String function, String space, String factor) {
    boolean ofDrift() {
      return function.equals(ConditionFunctions.DRIFTING);
    }

    private String words() {
      String about = factor == null ? space : space + "." + factor;
      return (ofDrift() ? "drift of " : "quality of ") + about;
    }
  }

  /** A factor of a space. */
  record Answer(String space, String factor) implements Comparable<Answer> {
    @Override
    public int compareTo(Answer other) {
      int bySpace = space.compareTo(other.space);
      return bySpace == 0 ? factor.compareTo(other.factor) : bySpace;
    }
  }

  static final Uses NOTHING =
      new Uses(Set.of(), Set.of(), false, Set.of(), false, Set.of(), Set.of());

  static Uses of(CelExpr expression) {
    Collector found = new Collector();
    found.visit(expression);
    return found.uses();
  }

  Uses and(Uses other) {
    return new Uses(
        union(answers, other.answers),
        union(wholeSpaces, other.wholeSpaces),
        everySpace || other.everySpace,
        union(queries, other.queries),
        everyHit || other.everyHit,
        union(conditions, other.conditions),
        union(counts, other.counts));
  }

  /** Spaces whose quality is asked for. */
  Set<String> qualitySpaces() {
    Set<String> spaces = new TreeSet<>();
    conditions.stream().filter(one -> !one.ofDrift()).forEach(one -> spaces.add(one.space()));
    return spaces;
  }

  /** Names of all spaces that are named. */
  Set<String> spaces() {
    Set<String> spaces = new TreeSet<>(wholeSpaces);
    answers.forEach(answer -> spaces.add(answer.space));
    return spaces;
  }

  /** Such as "labels of birds.bird, hits of nets". */
  String words() {
    Set<String> labels = new TreeSet<>(wholeSpaces);
    answers.forEach(answer -> labels.add(answer.space + "." + answer.factor));
    List<String> words = new ArrayList<>();
    if (everySpace) {
      words.add("labels of every space");
    } else if (!labels.isEmpty()) {
      words.add("labels of " + String.join(" and ", labels));
    }
    if (everyHit) {
      words.add("hits of every query");
    } else if (!queries.isEmpty()) {
      words.add("hits of " + String.join(" and ", new TreeSet<>(queries)));
    }
    conditions.stream().map(Asked::words).distinct().sorted().forEach(words::add);
    return words.isEmpty() ? "the item alone" : String.join(", ", words);
  }

  /** Of labels what is named of them, by space. */
  List<Label> of(Map<String, Label> labels) {
    List<Label> named = new ArrayList<>();
    labels.forEach(
        (space, label) -> {
          Map<String, FactorLabel> factors = new LinkedHashMap<>(label.factors());
          factors.keySet().removeIf(factor -> !names(space, factor));
          if (!factors.isEmpty()) {
            named.add(withFactors(label, factors));
          }
        });
    return named;
  }

  /** Of hits those that are named. */
  List<Hit> of(List<Hit> hits) {
    return hits.stream().filter(hit -> everyHit || queries.contains(hit.query())).toList();
  }

  private boolean names(String space, String factor) {
    return everySpace || wholeSpaces.contains(space) || answers.contains(new Answer(space, factor));
  }

  private static Label withFactors(Label label, Map<String, FactorLabel> factors) {
    return new Label(
        label.id(),
        label.feed(),
        label.time(),
        label.space(),
        label.spaceVersion(),
        label.model(),
        label.words(),
        label.source(),
        factors,
        label.shadow());
  }

  private static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }

  private static final class Collector {

    private final Set<Answer> answers = new TreeSet<>();
    private final Set<String> wholeSpaces = new TreeSet<>();
    private final Set<String> queries = new TreeSet<>();
    private final Set<Asked> conditions = new HashSet<>();
    private final Set<String> counts = new TreeSet<>();
    private boolean everySpace;
    private boolean everyHit;

    Uses uses() {
      return new Uses(answers, wholeSpaces, everySpace, queries, everyHit, conditions, counts);
    }

    void visit(CelExpr part) {
      List<String> steps = Tree.path(part).orElse(null);
      if (steps != null) {
        add(steps);
        return;
      }
      Set<String> asked = Needs.queries(part).orElse(null);
      if (asked != null) {
        queries.addAll(asked);
        visit(part.comprehension().loopStep());
        return;
      }
      if (ConditionFunctions.isCall(part)) {
        List<CelExpr> names = part.call().args();
        conditions.add(
            new Asked(
                part.call().function(),
                Tree.text(names.get(0)).orElseThrow(),
                names.size() < 2 ? null : Tree.text(names.get(1)).orElseThrow()));
        return;
      }
      Tree.step(part, Environment.COUNTS).ifPresent(counts::add);
      if (Tree.isName(part, Environment.HITS)) {
        everyHit = true;
      }
      Tree.children(part).forEach(this::visit);
    }

    private void add(List<String> steps) {
      switch (steps.size()) {
        case 0 -> everySpace = true;
        case 1 -> wholeSpaces.add(steps.get(0));
        default -> answers.add(new Answer(steps.get(0), steps.get(1)));
      }
    }
  }
}
