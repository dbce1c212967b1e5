package io.idealstream.wire.vectors;

import io.idealstream.math.Progress;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.VectorLines;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A file of image vectors, such as {@code {"vector":[...]}}, or the rows of a NumPy matrix; one in
 * memory at a time.
 */
public final class ItemFile {

  private final Scaling scaling;
  private final Consumer<double[]> taker;

  private ItemFile(Scaling scaling, Consumer<double[]> taker) {
    this.scaling = scaling;
    this.taker = taker;
  }

  /**
   * Hands over the file's vectors in order.
   *
   * @param taker may refuse a vector with an {@link IllegalArgumentException}
   * @param problems say what could not be read
   * @param progress hears of the bytes read
   * @throws io.idealstream.wire.config.Misconfigured if the file cannot be read
   */
  public static void read(
      Path file,
      Scaling scaling,
      Consumer<double[]> taker,
      LineProblems problems,
      Progress progress) {
    ItemFile items = new ItemFile(scaling, taker);
    if (NumpyFile.isNamed(file)) {
      NumpyFile.read(
          file, OptionalLong.empty(), (row, number) -> items.take(row), problems, progress);
    } else {
      JsonLines.read(file, items::take, problems, progress);
    }
  }

  /** Makes something of one row. */
  @FunctionalInterface
  public interface RowTaker {
    /**
     * @param number of the row, from 1
     * @throws IllegalArgumentException saying why the row cannot be used
     */
    void take(double[] vector, long number);
  }

  /**
   * Hands over the rows of a NumPy matrix in order.
   *
   * @param rows how many there must be
   * @param problems say which rows could not be used
   * @throws io.idealstream.wire.config.Misconfigured if the file cannot be read, or has more or
   *     fewer rows
   */
  public static void readMatrix(
      Path file,
      long rows,
      Scaling scaling,
      RowTaker taker,
      LineProblems problems,
      Progress progress) {
    NumpyFile.read(
        file,
        OptionalLong.of(rows),
        (row, number) -> taker.take(scaling.scale(Dimensions.atLeastOne(row)), number),
        problems,
        progress);
  }

  private void take(byte[] line, long number) throws Unreadable {
    take(Dimensions.atLeastOne(VectorLines.item(line).vector()));
  }

  private void take(double[] vector) {
    try {
      taker.accept(scaling.scale(vector));
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException("field vector: " + refused.getMessage(), refused);
    }
  }
}
