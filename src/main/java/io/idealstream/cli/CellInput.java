package io.idealstream.cli;

import io.idealstream.math.Cell;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.dataset.CellLabels;
import io.idealstream.wire.vectors.CellFile;
import io.idealstream.wire.vectors.LineProblems;
import io.idealstream.wire.vectors.NumpyFile;
import io.idealstream.wire.vectors.Scaling;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How vectors of cells come to be read. */
final class CellInput {

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Cells of the rows of an .npy or .npz file: CSV with a column for each factor, or a line"
              + " for each row with commas between its values.")
  private Path labels;

  @Option(
      names = "--normalize",
      description = "Scale every vector that is read to length 1 first; a model's have it already.")
  private boolean normalize;

  Scaling scaling() {
    return normalize ? Scaling.TO_UNIT_LENGTH : Scaling.AS_GIVEN;
  }

  /** Vectors of a file; empty if something was wrong, which the problems say. */
  Optional<CellSums> read(Path file, FactorSpace space, LineProblems problems) {
    if (NumpyFile.isNamed(file)) {
      return readMatrix(file, space, problems);
    }
    try (Bar bar = Bar.steps("reading cells")) {
      return CellFile.read(file, space, scaling(), problems, bar::reached);
    }
  }

  private Optional<CellSums> readMatrix(Path file, FactorSpace space, LineProblems problems) {
    if (labels == null) {
      problems.note(file, "a matrix names no cells, --labels FILE does");
      return Optional.empty();
    }
    List<Cell> cells = CellLabels.read(labels, space, problems);
    if (!problems.sentences().isEmpty()) {
      return Optional.empty();
    }
    try (Bar bar = Bar.steps("reading cells")) {
      return CellFile.readMatrix(file, cells, space, scaling(), problems, bar::reached);
    }
  }
}
