package io.idealstream.drift;

import io.idealstream.drift.JudgedItem.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How often the labels of a feed are right, set up once by the first judged items: of the factors,
 * and of the most frequent groups, that are among them.
 */
final class JudgedQuality implements Signal<JudgedItem> {

  /** Groups that are watched; further ones count for the average alone. */
  static final int MOST_GROUPS = 32;

  private static final int NO_GROUP = -1;

  private final Map<String, LiveQuality> factors = new LinkedHashMap<>();
  private final List<String> groups;
  private final List<Direction> directions;
  private final Quantiser quantiser;

  /**
   * @param first judged items, at least one
   */
  JudgedQuality(List<JudgedItem> first) {
    groups = groups(first);
    Map<String, Boolean> sets = new TreeMap<>();
    for (JudgedItem item : first) {
      item.verdicts()
          .forEach(
              (factor, verdict) ->
                  sets.merge(factor, verdict.covered() != null, Boolean::logicalOr));
    }
    sets.forEach((factor, any) -> factors.put(factor, new LiveQuality(factor, groups, any)));
    directions = factors.values().stream().flatMap(each -> each.directions().stream()).toList();
    quantiser =
        Quantiser.of(
            first.stream().map(this::scores).toArray(double[][]::new),
            ReferenceBuilder.Terms.defaults(directions).leastWidths());
  }

  /** The most frequent, in the order of their names; a single one is what the average tells. */
  private static List<String> groups(List<JudgedItem> first) {
    Map<String, Integer> counts = new TreeMap<>();
    first.stream()
        .map(JudgedItem::group)
        .filter(Objects::nonNull)
        .forEach(group -> counts.merge(group, 1, Integer::sum));
    List<String> most =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_GROUPS)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return most.size() == 1 ? List.of() : most;
  }

  @Override
  public List<Direction> directions() {
    return directions;
  }

  Quantiser quantiser() {
    return quantiser;
  }

  @Override
  public void score(JudgedItem item, double[] scores, int at) {
    int group = item.group() == null ? NO_GROUP : groups.indexOf(item.group());
    int next = at;
    for (Map.Entry<String, LiveQuality> factor : factors.entrySet()) {
      int end = next + factor.getValue().directions().size();
      Verdict verdict = item.verdicts().get(factor.getKey());
      if (verdict == null) {
        Arrays.fill(scores, next, end, Double.NaN);
      } else {
        Judgement judgement = new Judgement(group, verdict.right(), verdict.covered());
        factor.getValue().score(judgement, scores, next);
      }
      next = end;
    }
  }

  private double[] scores(JudgedItem item) {
    double[] scores = new double[directions.size()];
    score(item, scores, 0);
    return scores;
  }

  /** The votes of an interval. */
  Histograms votes(IntervalJudgements interval) {
    Histograms votes = new Histograms(directions.size());
    interval.byKey().values().forEach(item -> votes.add(quantiser.codes(scores(item))));
    return votes;
  }

  /** Identities of items that are an example of a direction's rise or fall, by their keys. */
  List<String> examples(IntervalJudgements interval, int direction, int side, int most) {
    List<String> examples = new ArrayList<>();
    double example = side > 0 ? 1 : 0;
    interval
        .byKey()
        .forEach(
            (key, item) -> {
              if (scores(item)[direction] == example && examples.size() < most) {
                examples.add(key.id());
              }
            });
    return examples;
  }
}
