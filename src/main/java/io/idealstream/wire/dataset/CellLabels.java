package io.idealstream.wire.dataset;

import io.idealstream.math.Cell;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.vectors.LineProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The cells that the rows of a matrix are of: a CSV file with a column for each factor, or a text
 * file with a line for each row, its values in the order of the factors and commas or tabs between.
 */
public final class CellLabels {

  private CellLabels() {}

  /**
   * Cells in the order of rows.
   *
   * @param problems say which lines name no cell of the space; there is a cell for the others
   * @throws io.idealstream.wire.config.Misconfigured if the file cannot be read
   */
  public static List<Cell> read(Path file, FactorSpace space, LineProblems problems) {
    List<Cell> cells = new ArrayList<>();
    List<String> factors =
        IntStream.range(0, space.factors()).mapToObj(i -> space.factor(i).name()).toList();
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      CsvFile.read(
          file,
          factors,
          row -> cells.add(space.cell(factors.stream().map(row::get).toList())),
          problems);
    } else {
      LabelLines.read(file, line -> cells.add(space.cell(LabelLines.values(line))), problems);
    }
    return cells;
  }
}
