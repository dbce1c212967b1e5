package io.idealstream.wire.dataset;

import io.idealstream.math.SinglePrecision;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.codec.VectorLines;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.vectors.ItemFile;
import io.idealstream.wire.vectors.JsonLines;
import io.idealstream.wire.vectors.LineProblems;
import io.idealstream.wire.vectors.Scaling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A file of vectors of texts: JSON lines such as {@code {"text":"a duck","vector":[...]}}, or a
 * NumPy matrix and a file with the text of each row. Texts are taken as they stand.
 */
public final class TextVectors {

  private static final String MATRIX = ".npy";

  private final Path file;
  private final UnaryOperator<float[]> check;
  private final Runnable passedOver;
  private final Map<String, float[]> vectors = new LinkedHashMap<>();
  private final LineProblems problems = new LineProblems();

  /** Of the vectors so far; 0 before the first. */
  private int length;

  private TextVectors(Path file, UnaryOperator<float[]> check, Runnable passedOver) {
    this.file = file;
    this.check = check;
    this.passedOver = passedOver;
  }

  /**
   * The vectors by their texts.
   *
   * @param lines the text of each row of a matrix; null for the file of the same name that ends
   *     with {@code .txt}
   * @param model lines of JSON that name another are passed over
   * @param check gives a vector as it is to be kept, or refuses it with an {@link
   *     IllegalArgumentException}
   * @throws Misconfigured if the file cannot be read, or not all of it can be used
   */
  public static Map<String, float[]> read(
      Path file, Path lines, String model, UnaryOperator<float[]> check) {
    return read(file, lines, model, check, () -> {});
  }

  /**
   * The same.
   *
   * @param passedOver hears of each line that names another model
   */
  public static Map<String, float[]> read(
      Path file, Path lines, String model, UnaryOperator<float[]> check, Runnable passedOver) {
    TextVectors texts = new TextVectors(file, check, passedOver);
    if (isMatrix(file)) {
      texts.readMatrix(lines == null ? beside(file) : lines);
    } else if (lines != null) {
      throw new Misconfigured(
          file.toString(), List.of("it names its texts itself: " + lines + " is of no use"));
    } else {
      texts.readLines(model);
    }
    texts.problems.refuseIfAny();
    return texts.vectors;
  }

  private static boolean isMatrix(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(MATRIX);
  }

  private static Path beside(Path matrix) {
    String name = matrix.toString();
    return Path.of(name.substring(0, name.length() - MATRIX.length()) + ".txt");
  }

  private void readMatrix(Path lines) {
    List<String> texts = new ArrayList<>();
    LabelLines.read(lines, texts::add, problems);
    ItemFile.readMatrix(
        file,
        texts.size(),
        Scaling.AS_GIVEN,
        (vector, row) -> put(texts.get((int) row - 1), SinglePrecision.of(vector)),
        problems,
        (done, all) -> {});
  }

  private void readLines(String model) {
    JsonLines.read(
        file,
        (line, number) -> {
          TextVector one = VectorLines.text(line);
          if (one.model() == null || one.model().equals(model)) {
            put(one.text(), one.vector());
          } else {
            passedOver.run();
          }
        },
        problems,
        (done, all) -> {});
  }

  private void put(String text, float[] vector) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("field text: expected a text, found a blank one");
    }
    if (length > 0 && vector.length != length) {
      throw new IllegalArgumentException(
          "field vector: %s, the vector before has %d; made by another model?"
              .formatted(Count.of(vector.length, "number"), length));
    }
    length = vector.length;
    if (vectors.put(text, check.apply(vector)) != null) {
      throw new IllegalArgumentException("the text stands there twice: " + text);
    }
  }
}
