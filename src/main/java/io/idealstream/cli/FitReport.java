package io.idealstream.cli;

import io.idealstream.math.BatchFit;
import io.idealstream.math.Cell;
import io.idealstream.math.ClassCentre;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.LeaveOneOut;
import io.idealstream.math.Orthogonality;
import io.idealstream.math.Score;
import io.idealstream.math.Weighting;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a batch fit says: for scripts as a tree, for people as a table. */
final class FitReport {
  private final SpaceDefinition definition;
  private final Weighting weighting;
  private final BatchFit fit;
  private final Collection<Cell> cells;
  private final IdealWords words;
  private final FactorSpace space;

  /**
   * @param cells that the words were made of
   * @throws IllegalStateException if vectors and weights differ so much in size that the arithmetic
   *     left the range of numbers
   */
  FitReport(SpaceDefinition definition, Weighting weighting, BatchFit fit, Collection<Cell> cells) {
    this.definition = definition;
    this.weighting = weighting;
    this.fit = fit;
    this.cells = cells;
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
    tree.put("orthogonality", fit.orthogonality().orElse(null));
    if (!words.estimable() && words.classes(0) > 0) {
      tree.put("classes", classes());
      tree.put("centres", centres());
      tree.put("reasons", reasons());
    }
    return tree;
  }

  /** Factor to value to its class, from 1; null of a value never seen. */
  private Map<String, Object> classes() {
    return byValue(
        (i, v) -> words.classOf(i, v).isPresent() ? words.classOf(i, v).getAsInt() + 1 : null);
  }

  private List<Object> centres() {
    List<Object> centres = new ArrayList<>();
    for (ClassCentre centre : words.centres(cells)) {
      Map<String, Object> classes = new LinkedHashMap<>();
      for (int i = 0; i < space.factors(); i++) {
        classes.put(space.factor(i).name(), centre.classes()[i] + 1);
      }
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("classes", classes);
      tree.put("u0", centre.centre());
      centres.add(tree);
    }
    return centres;
  }

  /** Factor to value to why it has no word; null where it has one. */
  private Map<String, Object> reasons() {
    return byValue((i, v) -> words.whyNotWord(i, v).orElse(null));
  }

  private Map<String, Object> byValue(BiFunction<Integer, Integer, Object> of) {
    Map<String, Object> factors = new LinkedHashMap<>();
    for (int i = 0; i < space.factors(); i++) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (int v = 0; v < space.values(i); v++) {
        values.put(space.factor(i).values().get(v), of.apply(i, v));
      }
      factors.put(space.factor(i).name(), values);
    }
    return factors;
  }

  private Map<String, Object> vectors() {
    return byValue((i, v) -> words.hasWord(i, v) ? words.word(i, v) : null);
  }

  private Map<String, Object> fitTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rank", words.rank());
    tree.put("estimable", words.estimable());
    tree.put("r2", orNull(words.r2()));
    tree.put("q2", fit.leftOut().map(left -> orNull(left.q2())).orElse(null));
    tree.put("predicted", fit.leftOut().map(LeaveOneOut::determined).orElse(null));
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
            .row("q2", fit.leftOut().map(FitReport::text).orElse("-"))
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
    table.row("cosines", fit.orthogonality().map(FitReport::text).orElse("-"));
    table.row("", "length");
    table.row("centre", words.hasCentre() ? length(words.centre()) : "not determined");
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        table.row(
            space.factor(i).name() + "/" + space.factor(i).values().get(v),
            words.hasWord(i, v) ? length(words.word(i, v)) + classText(i, v) : "not determined");
      }
    }
    return table;
  }

  private String classText(int factor, int value) {
    return words.classes(factor) > 1
        ? "  class " + (words.classOf(factor, value).orElseThrow() + 1)
        : "";
  }

  private String agreementText() {
    return "of cells and counts, cosine: "
        + IntStream.range(0, space.factors())
            .mapToObj(i -> space.factor(i).name() + " " + text(fit.agreement().get(i)))
            .collect(Collectors.joining(", "));
  }

  static String text(OptionalDouble number) {
    return number.isPresent() ? number(number.getAsDouble()) : "-";
  }

  static String text(LeaveOneOut left) {
    return "%s over the %d of %d cells that the others determine"
        .formatted(text(left.q2()), left.determined(), left.cells());
  }

  private static String text(Orthogonality cosines) {
    return "of words of different factors at most %s, mean %s"
        .formatted(number(cosines.largest()), number(cosines.mean()));
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
