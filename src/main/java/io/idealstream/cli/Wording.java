package io.idealstream.cli;

import io.idealstream.math.Cell;
import io.idealstream.math.CellNoise;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.LeastSquares;
import io.idealstream.math.LeaveOneOut;
import io.idealstream.math.Uncertainty;
import io.idealstream.math.Weighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Cells put into words one way, the words that were fitted to them, and what these predict. */
record Wording(
    String name,
    CellSums cells,
    IdealWords words,
    Uncertainty uncertainty,
    LeaveOneOut leftOut,
    List<Cell> asked) {

  static Wording of(String name, CellSums cells, Weighting weighting, List<Cell> asked) {
    LeastSquares fit = LeastSquares.fit(weighting.moments(cells), CellNoise.scatterOf(cells));
    return new Wording(
        name, cells, fit.words(), fit.uncertainty(), LeaveOneOut.of(cells, fit, weighting), asked);
  }

  /** The wording whose cells are predicted best by the others of it. */
  static Optional<Wording> best(List<Wording> wordings) {
    return wordings.stream()
        .filter(wording -> wording.leftOut.q2().isPresent())
        .max(Comparator.comparingDouble(wording -> wording.leftOut.q2().orElseThrow()));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("r2", orNull(words.r2()));
    tree.put("q2", orNull(leftOut.q2()));
    tree.put("predicted", leftOut.determined());
    tree.put("cells", leftOut.cells());
    List<Object> predictions = new ArrayList<>();
    asked.forEach(cell -> predictions.add(tree(cell)));
    tree.put("predictions", predictions);
    return tree;
  }

  private Map<String, Object> tree(Cell cell) {
    FactorSpace space = words.space();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < space.factors(); i++) {
      values.add(space.factor(i).values().get(cell.value(i)));
    }
    boolean determined = words.hasApproximation(cell);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("cell", values);
    tree.put("seen", cells.cells().containsKey(cell));
    tree.put("determined", determined);
    tree.put("vector", determined ? words.approximation(cell) : null);
    tree.put("standardError", orNull(uncertainty.standardError(cell)));
    return tree;
  }

  private static Double orNull(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  void addTo(Table table) {
    table.row("wording", name);
    table.row("r2", FitReport.text(words.r2()));
    table.row("q2", FitReport.text(leftOut));
    asked.forEach(cell -> table.row(words.space().describe(cell), text(cell)));
  }

  private String text(Cell cell) {
    String seen = cells.cells().containsKey(cell) ? "" : ", not seen";
    if (!words.hasApproximation(cell)) {
      return "not determined by the cells seen" + seen;
    }
    double squares = 0;
    for (double number : words.approximation(cell)) {
      squares += number * number;
    }
    return String.format(
        Locale.ROOT,
        "length %.4g ± %s%s",
        Math.sqrt(squares),
        FitReport.text(uncertainty.standardError(cell)),
        seen);
  }
}
