package io.idealstream.wire.dataset;

import io.idealstream.math.SinglePrecision;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.vectors.ItemFile;
import io.idealstream.wire.vectors.LineProblems;
import io.idealstream.wire.vectors.Scaling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the rows of a matrix are of: pictures with their values, or texts. */
public final class MatrixRows {

  private static final String PATH = "path";

  private MatrixRows() {}

  /**
   * Pictures in the order of rows. Each is called by its path, or by the matrix and its number.
   *
   * @param labels CSV as a list of one's own pictures, of which the path may be missing; or a text
   *     file with a line for each row, its values in the order of the factors and commas or tabs
   *     between
   * @throws Misconfigured if the file cannot be read or a line cannot be used: those behind it
   *     would be of other rows
   */
  public static LabelledPictures pictures(Path matrix, Path labels, List<String> factors) {
    LineProblems problems = new LineProblems();
    PictureList pictures = new PictureList(problems);
    Path folder = matrix.toAbsolutePath().getParent();
    if (labels.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      CsvFile.read(labels, List.of(), row -> add(pictures, folder, matrix, row), problems);
    } else {
      LabelLines.read(labels, line -> add(pictures, folder, matrix, row(line, factors)), problems);
    }
    if (!problems.sentences().isEmpty()) {
      throw new Misconfigured("the labels cannot be used", problems.sentences());
    }
    return pictures.of(String.valueOf(matrix.getFileName()), Optional.empty());
  }

  private static Map<String, String> row(String line, List<String> factors) {
    List<String> values = LabelLines.values(line);
    if (values.size() != factors.size()) {
      throw new IllegalArgumentException(
          "%s, expected one of each of %s".formatted(Count.of(values.size(), "value"), factors));
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < factors.size(); i++) {
      row.put(factors.get(i), values.get(i));
    }
    return row;
  }

  private static void add(
      PictureList pictures, Path folder, Path matrix, Map<String, String> labels) {
    Map<String, String> row = new HashMap<>(labels);
    if (row.get(PATH) == null && row.get("file") == null) {
      row.put(PATH, matrix.getFileName() + "#" + (pictures.size() + 1));
    }
    Manifest.add(pictures, folder, row);
  }

  /**
   * Unit vectors of texts.
   *
   * @param lines the text of each row
   * @throws Misconfigured if a file cannot be read, or not all of it can be used
   */
  public static Map<String, float[]> texts(Path matrix, Path lines) {
    LineProblems problems = new LineProblems();
    List<String> texts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    LabelLines.read(
        lines,
        line -> {
          texts.add(line.strip());
          if (!seen.add(line.strip())) {
            throw new IllegalArgumentException("the text stands there twice: " + line.strip());
          }
        },
        problems);
    Map<String, float[]> vectors = new LinkedHashMap<>();
    ItemFile.readMatrix(
        matrix,
        texts.size(),
        Scaling.TO_UNIT_LENGTH,
        (vector, row) -> vectors.put(texts.get((int) row - 1), SinglePrecision.of(vector)),
        problems,
        (done, all) -> {});
    problems.refuseIfAny();
    return vectors;
  }
}
