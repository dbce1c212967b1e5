package io.idealstream.cli;

import io.idealstream.math.BatchFit;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.Score;
import io.idealstream.math.Weighting;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a batch fit says: for scripts as a tree, for people as a table. */
final class FitReport {
  private final SpaceDefinition definition;
  private final Weighting weighting;
  private final BatchFit fit;
  private final IdealWords words;
  private final FactorSpace space;

  /**
   * @throws IllegalStateException if vectors and weights differ so much in size that the arithmetic
   *     left the range of numbers
   */
  FitReport(SpaceDefinition definition, Weighting weighting, BatchFit fit) {
    this.definition = definition;
    this.weighting = weighting;
    this.fit = fit;
    words = fit.words();
    space = words.space();
    for (double number : words.rows()) {
      if (!Double.isFinite(number)) {
        throw new IllegalStateException(
            "the words are not finite: weights or vectors differ too much in size to be fitted"
                + " together");
      }
    }
  }

  /** What the cells do not determine and why. */
  List<String> gaps() {
    return words.gaps();
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("dimension", words.dimension());
    tree.put("weighting", weighting.toString());
    tree.put("u0", words.hasCentre() ? words.centre() : null);
    tree.put("words", vectors());
    tree.put("fit", fitTree());
    tree.put("scores", scores());
    tree.put("accuracy", accuracy());
    tree.put("agreement", agreement());
    return tree;
  }

  private Map<String, Object> vectors() {
    Map<String, Object> factors = new LinkedHashMap<>();
    for (int i = 0; i < space.factors(); i++) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (int v = 0; v < space.values(i); v++) {
        values.put(space.factor(i).values().get(v), words.hasWord(i, v) ? words.word(i, v) : null);
      }
      factors.put(space.factor(i).name(), values);
    }
    return factors;
  }

  private Map<String, Object> fitTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rank", words.rank());
    tree.put("estimable", words.estimable());
    tree.put("r2", orNull(words.r2()));
    return tree;
  }

  private Map<String, Object> scores() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("mode", fit.mode().toString());
    tree.put("idealWords", fit.ideal().distance().orElse(null));
    tree.put("realWords", fit.real().distance().orElse(null));
    tree.put("average", fit.average().orElse(null));
    return tree;
  }

  private Map<String, Object> accuracy() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("idealWords", orNull(fit.ideal().accuracy()));
    tree.put("realWords", orNull(fit.real().accuracy()));
    return tree;
  }

  private Map<String, Object> agreement() {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (int i = 0; i < space.factors(); i++) {
      tree.put(space.factor(i).name(), orNull(fit.agreement().get(i)));
    }
    return tree;
  }

  private static Double orNull(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  Table table() {
    Table table =
        new Table()
            .row("space", definition.space() + ": " + space)
            .row("dimension", words.dimension())
            .row("weighting", weighting)
            .row("rank", words.rank() + " of " + space.fullRank())
            .row("r2", text(words.r2()))
            .row(
                "accuracy",
                "ideal words "
                    + text(fit.ideal().accuracy())
                    + ", real words "
                    + text(fit.real().accuracy()))
            .row(
                "scores (" + fit.mode() + ")",
                "ideal words "
                    + text(fit.ideal().distance())
                    + ", real words "
                    + text(fit.real().distance())
                    + ", average "
                    + text(fit.average()));
    table.row("agreement", agreementText());
    table.row("", "length");
    table.row("centre", words.hasCentre() ? length(words.centre()) : "not determined");
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        table.row(
            space.factor(i).name() + "/" + space.factor(i).values().get(v),
            words.hasWord(i, v) ? length(words.word(i, v)) : "not determined");
      }
    }
    return table;
  }

  private String agreementText() {
    return "of cells and counts, cosine: "
        + IntStream.range(0, space.factors())
            .mapToObj(i -> space.factor(i).name() + " " + text(fit.agreement().get(i)))
            .collect(Collectors.joining(", "));
  }

  private static String text(OptionalDouble number) {
    return number.isPresent() ? number(number.getAsDouble()) : "-";
  }

  private static String text(Optional<Score> score) {
    return score.map(one -> number(one.mean()) + " ± " + number(one.sd())).orElse("-");
  }

  private static String length(double[] vector) {
    double squares = 0;
    for (double number : vector) {
      squares += number * number;
    }
    return number(Math.sqrt(squares));
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.4g", number);
  }
}
