package io.idealstream.cli;

import io.idealstream.math.BatchFit;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.ScoreMode;
import io.idealstream.math.Weighting;
import io.idealstream.model.ClipModel;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.vectors.LineProblems;
import io.idealstream.wire.vectors.SingleFile;
import io.idealstream.wire.vectors.SingleVectors;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code words fit}: ideal words of prompts, or of vectors that the user brings. */
@Command(
    name = "fit",
    description = {
      "Fit the ideal words of a space in one batch, and say how well cells are sums of them.",
      "The vectors of cells are those of the space's prompts, or come from --cells; then no model is"
          + " opened."
    })
final class WordsFit implements Runnable {
  private static final int FEWEST_BY_DEFAULT = 10_000;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--space",
      paramLabel = "FILE",
      required = true,
      description = "Such as conf/spaces/birds.yaml.")
  private Path spaceFile;

  @Option(
      names = "--cells",
      paramLabel = "FILE",
      description =
          "Vectors of cells, one JSON object a line:"
              + " {\"cell\":[\"blue\",\"car\"],\"vector\":[...],\"weight\":1.0}; values in the"
              + " order of the space's factors, weight 1 if left out, lines of one cell averaged. Or"
              + " a NumPy matrix, .npy or .npz, with --labels.")
  private Path cellFile;

  @Option(
      names = "--singles",
      paramLabel = "FILE",
      description =
          "Vectors of single values, for the real words:"
              + " {\"factor\":\"color\",\"value\":\"blue\",\"vector\":[...]}. Without it, and"
              + " without --cells: the space's plain prompts, if every factor has some.")
  private Path singleFile;

  @Option(
      names = "--weighting",
      paramLabel = "product|cells|counts",
      description = "Which cells count how much. Without it: as the space's estimate says.")
  private Weighting weighting;

  @Option(
      names = "--scores",
      paramLabel = "sq|dist|paper",
      description =
          "Unit of the scores: squared distances, distances, or ideal and real words by distance"
              + " and the average by squared distance (default sq).")
  private ScoreMode mode = ScoreMode.SQ;

  @Mixin private CellInput input = new CellInput();

  @Option(
      names = "--max-prompted",
      paramLabel = "N",
      description =
          "Most cells whose prompts are embedded; of a space with more a balanced sample that"
              + " determines every word (default 10000, or twice what that takes).")
  private Integer mostPrompted;

  @Option(names = "--json", description = "One JSON object, with the words.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** Vectors of cells, and real words where they are known. */
  private record Input(CellSums cells, Optional<IdealWords> real) {}

  @Override
  public void run() {
    SpaceDefinition space = SpaceFile.read(spaceFile);
    Input vectors = cellFile == null ? prompted(space) : read(space);
    Weighting by = weighting == null ? space.estimate().weighting() : weighting;
    FitReport report = new FitReport(space, by, fit(vectors, by), vectors.cells().cells().keySet());
    report.gaps().forEach(this::warn);
    if (json) {
      spec.commandLine().getOut().println(Json.text(report.tree()));
      spec.commandLine().getOut().flush();
    } else {
      report.table().print(spec.commandLine().getOut());
    }
  }

  private BatchFit fit(Input vectors, Weighting by) {
    try (Bar bar = Bar.steps("fitting words")) {
      return BatchFit.of(vectors.cells(), by, mode, vectors.real(), bar::reached);
    }
  }

  /** From files, without a model. */
  private Input read(SpaceDefinition space) {
    FactorSpace factors = space.factorSpace();
    LineProblems problems = new LineProblems();
    Optional<CellSums> cells = input.read(cellFile, factors, problems);
    Optional<IdealWords> real =
        singleFile == null || cells.isEmpty()
            ? Optional.empty()
            : realWords(cells.get(), singles(factors, cells.get().dimension(), problems));
    problems.refuseIfAny();
    return new Input(cells.orElseThrow(), real);
  }

  private Input prompted(SpaceDefinition space) {
    try (ClipModel clip = ClipModel.open(model.files(), model.settings())) {
      PromptVectors prompts = new PromptVectors(space, clip);
      CellSums cells;
      try (Bar bar = Bar.steps("embedding prompts")) {
        cells = prompts.cells(mostPrompted(space.factorSpace()), bar::reached);
      }
      if (singleFile == null) {
        return new Input(cells, prompts.singles().flatMap(plain -> realWords(cells, plain)));
      }
      LineProblems problems = new LineProblems();
      SingleVectors singles = singles(space.factorSpace(), cells.dimension(), problems);
      problems.refuseIfAny();
      return new Input(cells, realWords(cells, singles));
    }
  }

  private int mostPrompted(FactorSpace space) {
    if (mostPrompted == null) {
      return Math.max(FEWEST_BY_DEFAULT, 2 * space.fullRank());
    }
    if (mostPrompted < space.fullRank() && mostPrompted < space.cells()) {
      throw new ParameterException(
          spec.commandLine(),
          "--max-prompted: %s cannot determine the words of %s, expected at least %d"
              .formatted(Count.of(mostPrompted, "cell"), space, space.fullRank()));
    }
    return mostPrompted;
  }

  private SingleVectors singles(FactorSpace space, int dimension, LineProblems problems) {
    try (Bar bar = Bar.steps("reading singles")) {
      return SingleFile.read(singleFile, space, dimension, input.scaling(), problems, bar::reached);
    }
  }

  /** Real words with gaps say nothing of the cells that have the values left out. */
  private Optional<IdealWords> realWords(CellSums cells, SingleVectors singles) {
    List<String> missing = singles.missing(cells);
    if (missing.isEmpty()) {
      return Optional.of(singles.realWords());
    }
    warn(
        "no score of real words: no vector came of %d of the values in these cells: %s%s"
            .formatted(
                missing.size(),
                String.join(", ", missing.subList(0, Math.min(5, missing.size()))),
                missing.size() > 5 ? ", ..." : ""));
    return Optional.empty();
  }

  private void warn(String sentence) {
    spec.commandLine().getErr().println("idealstream: " + sentence);
  }
}
