package io.idealstream.wire.vectors;

import io.idealstream.math.Anchor;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.Progress;
import io.idealstream.wire.SingleVector;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.VectorLines;
import io.idealstream.wire.config.Count;
import java.nio.file.Path;

/**
 * A file of vectors of single values, such as {@code {"factor":"color","value":"blue",
 * "vector":[...]}}. Several lines of one value are averaged.
 */
public final class SingleFile {

  private final FactorSpace space;
  private final Scaling scaling;
  private final SingleVectors singles;

  private SingleFile(FactorSpace space, Scaling scaling, int dimension) {
    this.space = space;
    this.scaling = scaling;
    singles = new SingleVectors(space, Anchor.origin(dimension));
  }

  /**
   * Averages the file's vectors by value.
   *
   * @param dimension of the cells' vectors
   * @param progress hears of the bytes read
   * @return what could be read; the problems say what could not
   * @throws io.idealstream.wire.config.Misconfigured if the file cannot be read
   */
  public static SingleVectors read(
      Path file,
      FactorSpace space,
      int dimension,
      Scaling scaling,
      LineProblems problems,
      Progress progress) {
    SingleFile reading = new SingleFile(space, scaling, dimension);
    JsonLines.read(file, reading::add, problems, progress);
    return reading.singles;
  }

  private void add(byte[] line, long number) throws Unreadable {
    SingleVector read = VectorLines.single(line);
    int factor = space.factorIndex(read.factor());
    int value = space.valueIndex(factor, read.value());
    double[] vector = scaling.scale(Dimensions.atLeastOne(read.vector()));
    if (vector.length != singles.dimension()) {
      throw new IllegalArgumentException(
          "field vector: %s, the vectors of cells have %d; made by another model?"
              .formatted(Count.of(vector.length, "number"), singles.dimension()));
    }
    singles.add(factor, value, vector);
  }
}
