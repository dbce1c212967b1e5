package io.idealstream.cli;

import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.vectors.CellFile;
import io.idealstream.wire.vectors.LineProblems;
import io.idealstream.wire.vectors.Scaling;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How vectors of cells come to be read. */
final class CellInput {

  @Option(
      names = "--normalize",
      description = "Scale every vector that is read to length 1 first; a model's have it already.")
  private boolean normalize;

  Scaling scaling() {
    return normalize ? Scaling.TO_UNIT_LENGTH : Scaling.AS_GIVEN;
  }

  /** Vectors of a file; empty if something was wrong, which the problems say. */
  Optional<CellSums> read(Path file, FactorSpace space, LineProblems problems) {
    try (Bar bar = Bar.steps("reading cells")) {
      return CellFile.read(file, space, scaling(), problems, bar::reached);
    }
  }
}
