package io.idealstream.cli.eval;

import io.idealstream.cli.eval.PictureVectors.Broken;
import io.idealstream.math.Progress;
import io.idealstream.math.SinglePrecision;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.dataset.LabelledPicture;
import io.idealstream.wire.dataset.LabelledPictures;
import io.idealstream.wire.vectors.ItemFile;
import io.idealstream.wire.vectors.LineProblems;
import io.idealstream.wire.vectors.Scaling;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Pictures as the rows of a matrix, scaled to length 1. A row that cannot be used is left out.
 * Mutable.
 */
public final class MatrixVectors implements PictureSource {

  private final Path matrix;
  private final LabelledPictures rows;
  private final int dimension;
  private final Consumer<Broken> leftOut;
  private long reused;
  private long broken;

  /**
   * @param rows what the rows are of, in their order
   * @param dimension of the vectors of texts
   * @param leftOut hears of every picture that is left out
   */
  public MatrixVectors(
      Path matrix, LabelledPictures rows, int dimension, Consumer<Broken> leftOut) {
    this.matrix = matrix;
    this.rows = rows;
    this.dimension = dimension;
    this.leftOut = leftOut;
  }

  @Override
  public void read(
      List<LabelledPicture> pictures,
      BiConsumer<LabelledPicture, float[]> taker,
      Progress progress) {
    Set<LabelledPicture> asked = Collections.newSetFromMap(new IdentityHashMap<>());
    asked.addAll(pictures);
    List<LabelledPicture> all = rows.pictures();
    BitSet usable = new BitSet();
    LineProblems problems = new LineProblems();
    ItemFile.readMatrix(
        matrix,
        all.size(),
        Scaling.TO_UNIT_LENGTH,
        (vector, number) -> {
          if (vector.length != dimension) {
            throw new Misconfigured(
                matrix.toString(),
                List.of(
                    "%s in a row, vectors of texts have %d; made by another model?"
                        .formatted(Count.of(vector.length, "number"), dimension)));
          }
          LabelledPicture picture = all.get((int) number - 1);
          usable.set((int) number - 1);
          if (asked.contains(picture)) {
            taker.accept(picture, SinglePrecision.of(vector));
            reused++;
          }
        },
        problems,
        progress);
    leaveOut(usable, asked, problems.sentences());
  }

  /**
   * @param why of the first rows that cannot be used
   */
  private void leaveOut(BitSet usable, Set<LabelledPicture> asked, List<String> why) {
    int unusable = 0;
    for (int row = usable.nextClearBit(0);
        row < rows.pictures().size();
        row = usable.nextClearBit(row + 1)) {
      LabelledPicture picture = rows.pictures().get(row);
      String reason = unusable < why.size() ? why.get(unusable) : "row %d".formatted(row + 1);
      unusable++;
      if (asked.contains(picture)) {
        broken++;
        leftOut.accept(new Broken(picture.file(), reason));
      }
    }
  }

  @Override
  public long embedded() {
    return 0;
  }

  @Override
  public long reused() {
    return reused;
  }

  @Override
  public long broken() {
    return broken;
  }
}
