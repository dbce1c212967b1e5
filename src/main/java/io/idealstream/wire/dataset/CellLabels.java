package io.idealstream.wire.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.math.Cell;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.vectors.LineProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
   * @throws Misconfigured if the file cannot be read
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
      readText(file, space, cells, problems);
    }
    return cells;
  }

  private static void readText(
      Path file, FactorSpace space, List<Cell> cells, LineProblems problems) {
    List<String> lines = lines(file);
    for (int n = 0; n < lines.size(); n++) {
      if (!lines.get(n).isBlank()) {
        try {
          List<String> values =
              Stream.of(lines.get(n).split("[,\t]", -1)).map(String::strip).toList();
          cells.add(space.cell(values));
        } catch (IllegalArgumentException why) {
          problems.note(file, n + 1L, why.getMessage());
        }
      }
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (NoSuchFileException missing) {
      throw new Misconfigured(file.toString(), List.of("there is no such file"));
    } catch (IOException broken) {
      throw new Misconfigured(
          file.toString(), List.of("the file cannot be read: " + broken.getMessage()));
    }
  }
}
