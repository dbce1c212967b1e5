package io.idealstream.wire.vectors;

import io.idealstream.math.Anchor;
import io.idealstream.math.Cell;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.Progress;
import io.idealstream.math.VectorSum;
import io.idealstream.wire.CellVector;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.VectorLines;
import io.idealstream.wire.config.Count;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of cell vectors, such as {@code {"cell":["blue","car"],"vector":[...],"weight":1.0}}.
 *
 * <p>Several lines of one cell are averaged by their weights, which add up to the cell's count.
 * Only the sums are kept, taken from the file's first vector.
 */
public final class CellFile {

  /** Sums and the matrices made of them while they are scored. */
  private static final int COPIES = 3;

  private final FactorSpace space;
  private final Scaling scaling;
  private CellSums sums;
  private VectorSum total;
  private long firstLine;
  private int mostCells;

  private CellFile(FactorSpace space, Scaling scaling) {
    this.space = space;
    this.scaling = scaling;
  }

  /**
   * Sums the file's vectors by cell.
   *
   * @param progress hears of the bytes read
   * @return empty if something was wrong; the problems say what
   * @throws io.idealstream.wire.config.Misconfigured if the file cannot be read
   */
  public static Optional<CellSums> read(
      Path file, FactorSpace space, Scaling scaling, LineProblems problems, Progress progress) {
    CellFile reading = new CellFile(space, scaling);
    JsonLines.read(file, reading::add, problems, progress);
    if (reading.sums == null && problems.none()) {
      problems.note(file, "there are no cell vectors, expected one JSON object a line");
    }
    return problems.none() ? Optional.of(reading.sums) : Optional.empty();
  }

  /**
   * Sums the rows of a NumPy matrix by cell, each with weight 1.
   *
   * @param cells of the rows, in their order
   * @return empty if something was wrong; the problems say what
   * @throws io.idealstream.wire.config.Misconfigured if the file cannot be read, or has not as many
   *     rows
   */
  public static Optional<CellSums> readMatrix(
      Path file,
      List<Cell> cells,
      FactorSpace space,
      Scaling scaling,
      LineProblems problems,
      Progress progress) {
    CellFile reading = new CellFile(space, scaling);
    NumpyFile.read(
        file,
        OptionalLong.of(cells.size()),
        (row, number) -> reading.add(cells.get((int) number - 1), row, 1, number),
        problems,
        progress);
    if (reading.sums == null && problems.none()) {
      problems.note(file, "there are no rows");
    }
    return problems.none() ? Optional.of(reading.sums) : Optional.empty();
  }

  private void add(byte[] line, long number) throws Unreadable {
    CellVector read = VectorLines.cell(line);
    double weight = read.weight() == null ? 1 : read.weight();
    add(space.cell(read.cell()), Dimensions.atLeastOne(read.vector()), weight, number);
  }

  private void add(Cell cell, double[] read, double weight, long number) {
    if (!(weight > 0)) {
      throw new IllegalArgumentException(
          "field weight: expected a number above 0, found " + weight);
    }
    double[] vector = scaling.scale(read);
    if (sums == null) {
      begin(vector, number);
    }
    if (vector.length != sums.dimension()) {
      throw new IllegalArgumentException(
          "field vector: %s, the vector of line %d has %d; made by another model?"
              .formatted(Count.of(vector.length, "number"), firstLine, sums.dimension()));
    }
    checkRoom(cell);
    VectorSum longer = total.copy();
    longer.add(vector, weight);
    checkHeld(longer);
    sums.add(cell, vector, weight);
    total = longer;
  }

  private void begin(double[] vector, long number) {
    Anchor anchor = Anchor.at(vector);
    sums = new CellSums(space, anchor);
    total = new VectorSum(anchor);
    firstLine = number;
    long numbers = Runtime.getRuntime().maxMemory() / Double.BYTES / COPIES;
    mostCells = (int) (Math.min(numbers, Integer.MAX_VALUE) / (vector.length + VectorSum.HEADER));
  }

  private void checkRoom(Cell cell) {
    if (sums.cells().size() >= mostCells && !sums.cells().containsKey(cell)) {
      throw new IllegalArgumentException(
          ("there is memory for %d cells of dimension %d, this would be one more;"
                  + " IDEALSTREAM_JAVA_OPTIONS=-Xmx... gives more")
              .formatted(mostCells, sums.dimension()));
    }
  }

  /** Each weight may be sound and their sum not. */
  private static void checkHeld(VectorSum sum) {
    if (!Double.isFinite(sum.squaredWeight()) || !Double.isFinite(sum.squares())) {
      throw new IllegalArgumentException(
          "weights and vectors up to here add up to more than a number can hold");
    }
  }
}
