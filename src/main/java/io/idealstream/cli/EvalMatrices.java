package io.idealstream.cli;

import io.idealstream.cli.eval.TextMatrix;
import io.idealstream.wire.dataset.LabelledPictures;
import io.idealstream.wire.dataset.MatrixRows;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.vectors.NumpyFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Vectors that a user brings to {@code eval} in the place of pictures and a model. */
final class EvalMatrices {

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Values of the rows of a matrix in --data: CSV with a column for each factor, or a line"
              + " for each row with commas between its values, in the order of the space's factors.")
  private Path labels;

  @Option(
      names = "--texts",
      paramLabel = "FILE",
      description =
          "Vectors of the space's prompts as a NumPy matrix, .npy or .npz, for a matrix in --data."
              + " No model is opened then, and the logit scale is 100 unless --logit-scale says"
              + " otherwise.")
  private Path texts;

  @Option(
      names = "--text-lines",
      paramLabel = "FILE",
      description = "The texts that the rows of --texts are of, one a line.")
  private Path textLines;

  /** Whether the data are a matrix. */
  static boolean isMatrix(String data) {
    return NumpyFile.isNamed(Path.of(data));
  }

  /** Refuses options that do not go together. */
  void check(CommandLine command, String data, Path space) {
    if ((texts == null) != (textLines == null)) {
      throw new ParameterException(command, "--texts and --text-lines: expected both or neither");
    }
    if (!isMatrix(data) && (labels != null || texts != null)) {
      throw new ParameterException(
          command, "--labels and --texts: expected a matrix in --data, .npy or .npz");
    }
    if (isMatrix(data) && (labels == null || space == null)) {
      throw new ParameterException(
          command, "--data: a matrix names neither values nor factors, --labels and --space do");
    }
    if (texts != null && !NumpyFile.isNamed(texts)) {
      throw new ParameterException(command, "--texts: expected a matrix, .npy or .npz");
    }
  }

  LabelledPictures pictures(String data, SpaceDefinition space) {
    return MatrixRows.pictures(Path.of(data), labels, List.copyOf(space.factors().keySet()));
  }

  /** Texts in the place of a model; empty where one is to be opened. */
  Optional<TextMatrix> texts() {
    return texts == null ? Optional.empty() : Optional.of(new TextMatrix(texts, textLines));
  }
}
