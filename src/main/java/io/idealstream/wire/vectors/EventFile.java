package io.idealstream.wire.vectors;

import io.idealstream.math.Cell;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.Progress;
import io.idealstream.wire.CellVector;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.VectorLines;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * A file of labelled items, one by one in their order: lines as {@link CellFile} takes them, whose
 * weights say nothing here.
 */
public final class EventFile {

  private final FactorSpace space;
  private final Scaling scaling;
  private final BiConsumer<Cell, double[]> taker;

  private EventFile(FactorSpace space, Scaling scaling, BiConsumer<Cell, double[]> taker) {
    this.space = space;
    this.scaling = scaling;
    this.taker = taker;
  }

  /**
   * Hands over the file's items.
   *
   * @param taker may refuse an item with an {@link IllegalArgumentException}
   * @param problems say what could not be read
   * @param progress hears of the bytes read
   * @throws io.idealstream.wire.config.Misconfigured if the file cannot be read
   */
  public static void read(
      Path file,
      FactorSpace space,
      Scaling scaling,
      BiConsumer<Cell, double[]> taker,
      LineProblems problems,
      Progress progress) {
    JsonLines.read(file, new EventFile(space, scaling, taker)::take, problems, progress);
  }

  private void take(byte[] line, long number) throws Unreadable {
    CellVector read = VectorLines.cell(line);
    taker.accept(space.cell(read.cell()), scaling.scale(Dimensions.atLeastOne(read.vector())));
  }
}
