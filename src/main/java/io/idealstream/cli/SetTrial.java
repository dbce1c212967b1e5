package io.idealstream.cli;

import io.idealstream.decision.quality.PrequentialSets;
import io.idealstream.decision.quality.SortedScores;
import io.idealstream.decision.quality.Temperature;
import io.idealstream.wire.config.Count;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Conformal sets over judged labels: the quantiles that they make, and what sets would have covered
 * in the order in which the items happened.
 *
 * @param values in the order of their names
 * @param atTemperature quantiles of the probabilities at another temperature, one per value
 * @param trial has taken every label
 */
record SetTrial(
    List<String> values, double coverage, List<Double> atTemperature, PrequentialSets trial) {

  /** Decimals of a quantile that is printed; rounded up, so that coverage does not suffer. */
  private static final double PRINTED = 1e4;

  /**
   * @param labels of one factor, one at least
   * @param values in the order of the probabilities
   * @param coverage above 0 and below 1
   * @param step of the adaptive level
   */
  static SetTrial of(
      List<JudgedLabel> labels,
      List<String> values,
      double coverage,
      double step,
      double temperature) {
    PrequentialSets trial = new PrequentialSets(values.size(), coverage, step);
    List<SortedScores> scores = values.stream().map(value -> new SortedScores()).toList();
    labels.stream()
        .sorted(JudgedLabel.IN_TIME)
        .map(JudgedLabel::sample)
        .forEach(
            sample -> {
              int truth = sample.truth();
              trial.take(sample.probabilities(), truth);
              double p = Temperature.at(temperature, sample.probabilities())[truth];
              scores.get(truth).add(1 - p);
            });
    return new SetTrial(
        values, coverage, scores.stream().map(one -> one.quantile(coverage)).toList(), trial);
  }

  /** The quantiles as a space file has them. */
  String sets() {
    return text(
        IntStream.range(0, values.size()).mapToObj(v -> trial.plain(v).quantile()).toList());
  }

  /** The quantiles for the probabilities at the temperature, as a space file has them. */
  String setsAtTemperature() {
    return text(atTemperature);
  }

  private String text(List<Double> quantiles) {
    return IntStream.range(0, values.size())
        .mapToObj(
            v ->
                String.format(
                    Locale.ROOT,
                    "%s: %.4f",
                    values.get(v),
                    Math.ceil(quantiles.get(v) * PRINTED) / PRINTED))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** One line for every value that there are labels of. */
  List<String> lines() {
    return IntStream.range(0, values.size())
        .filter(v -> trial.number(v) > 0)
        .mapToObj(
            v ->
                String.format(
                    Locale.ROOT,
                    "%s: %s; covered by those before %.3f (%.2f values), adaptively %.3f"
                        + " (%.2f values), for any stream within %.3f of %s",
                    values.get(v),
                    Count.of(trial.number(v), "label"),
                    trial.plain(v).covered(),
                    trial.plain(v).size(),
                    trial.adaptive(v).covered(),
                    trial.adaptive(v).size(),
                    trial.bound(v),
                    coverage))
        .toList();
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("coverage", coverage);
    Map<String, Object> all = new LinkedHashMap<>();
    for (int v = 0; v < values.size(); v++) {
      all.put(values.get(v), tree(v));
    }
    tree.put("values", all);
    return tree;
  }

  private Map<String, Object> tree(int value) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("labels", trial.number(value));
    tree.put("quantile", trial.plain(value).quantile());
    tree.put("quantileAtTemperature", atTemperature.get(value));
    if (trial.number(value) > 0) {
      tree.put("covered", trial.plain(value).covered());
      tree.put("size", trial.plain(value).size());
      tree.put("adaptivelyCovered", trial.adaptive(value).covered());
      tree.put("adaptiveSize", trial.adaptive(value).size());
      tree.put("bound", trial.bound(value));
    }
    return tree;
  }
}
