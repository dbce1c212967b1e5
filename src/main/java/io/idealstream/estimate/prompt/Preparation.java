package io.idealstream.estimate.prompt;

import io.idealstream.estimate.CellMeans;
import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.Solution;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.math.Anchor;
import io.idealstream.math.LeastSquares;
import io.idealstream.math.VectorSum;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A space on its way to be prepared: a place in the sequence of its texts, and the sums so far.
 *
 * <p>The vector of a cell is the mean of its prompts' unit vectors. It is not scaled to unit length
 * again: vectors are normalised once, before anything is averaged (Trager et al. 2023), so that a
 * cell whose wordings disagree is shorter. A cell is one vote however many wordings its values
 * have. Plain class vectors are what a plain zero-shot classifier uses, and of unit length.
 *
 * <p>Its state grows with the values of the space and not with its cells, unless its method
 * compares cells, which are bounded then.
 */
public final class Preparation {

  private static final int LAYOUT = 1;

  /** Unit vectors whose mean is shorter point nowhere. */
  private static final double SHORTEST = 1e-6;

  private final Target target;
  private final PromptSequence prompts;
  private final int dimension;
  private final double[] plain;
  private final double[] gate;
  private final GridSums grid;

  /** Row-major [prompted cells x dimension]; of no length where the method needs none. */
  private final double[] kept;

  private long group;

  /** Over the texts of the group that have come; their number is the place inside the group. */
  private VectorSum sum;

  private Preparation(Target target, PromptedCells cells, int dimension) {
    SpaceDefinition space = target.parsed();
    this.target = target;
    this.prompts = new PromptSequence(space, cells);
    this.dimension = dimension;
    this.plain = new double[prompts.plainGroups() * dimension];
    this.gate = new double[prompts.gateGroups() * dimension];
    this.grid = new GridSums(cells, space.estimate().weighting(), dimension);
    this.kept = new double[space.method().needsCells() ? cells.size() * dimension : 0];
    this.sum = new VectorSum(Anchor.origin(dimension));
  }

  /**
   * Starts with the first text.
   *
   * @param cells of the target that are prompted
   */
  public static Preparation begin(Target target, PromptedCells cells, int dimension) {
    return new Preparation(target, cells, dimension);
  }

  /** Goes on where {@link #toBytes} left off; null if that was for another target or cells. */
  public static Preparation resume(
      Target target, PromptedCells cells, int dimension, byte[] state) {
    FlatReader in = new FlatReader("preparation of a space", LAYOUT, state);
    boolean same =
        in.number() == target.version()
            && in.text().equals(target.model())
            && in.real() == target.logitScale()
            && cells.match((int) in.number(), (int) in.number());
    if (!same) {
      return null;
    }
    Preparation resumed = new Preparation(target, cells, dimension);
    resumed.group = in.number();
    resumed.sum = VectorSum.fromArray(resumed.sum.anchor(), in.reals());
    copy(in.reals(), resumed.plain);
    copy(in.reals(), resumed.gate);
    resumed.grid.read(in);
    copy(in.reals(), resumed.kept);
    return resumed;
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }

  public byte[] toBytes() {
    FlatWriter out =
        new FlatWriter(LAYOUT)
            .number(target.version())
            .text(target.model())
            .real(target.logitScale())
            .number(prompts.cells().size())
            .number(prompts.cells().fingerprint())
            .number(group)
            .reals(sum.toArray())
            .reals(plain)
            .reals(gate);
    grid.write(out);
    return out.reals(kept).toBytes();
  }

  public boolean complete() {
    return group == prompts.groups();
  }

  /**
   * Whether the plain prompts and the gate have come, and with them all that a raw answer needs.
   */
  public boolean knowsPlain() {
    return group >= prompts.plainGroups() + prompts.gateGroups();
  }

  /** What the next text is of, for messages. */
  String place() {
    return prompts.describe(group);
  }

  /** The next texts, at most so many. */
  public List<String> next(int most) {
    List<String> texts = new ArrayList<>(most);
    int from = (int) sum.count();
    for (long at = group; at < prompts.groups() && texts.size() < most; at++) {
      List<String> all = prompts.texts(at);
      texts.addAll(all.subList(from, Math.min(all.size(), from + most - texts.size())));
      from = 0;
    }
    return texts;
  }

  /** All texts that are still to come, each once. */
  public List<String> texts() {
    return SpaceTexts.from(prompts, group);
  }

  /**
   * Takes the unit vectors of the next texts, in their order.
   *
   * @throws Unpreparable if a class has no direction
   */
  public void take(List<float[]> vectors) {
    int size = prompts.texts(group).size();
    for (float[] vector : vectors) {
      sum.add(vector, 1);
      if (sum.count() == size) {
        endGroup();
        size = complete() ? 0 : prompts.texts(group).size();
      }
    }
  }

  private void endGroup() {
    double[] mean = sum.mean();
    if (prompts.isPlain(group)) {
      copyUnit(mean, plain, (int) group);
    } else if (prompts.isGate(group)) {
      copyUnit(mean, gate, (int) group - prompts.plainGroups());
    } else {
      grid.add(prompts.cell(group), mean);
      if (kept.length > 0) {
        int cell = (int) group - prompts.plainGroups() - prompts.gateGroups();
        System.arraycopy(mean, 0, kept, cell * dimension, dimension);
      }
    }
    sum.clear();
    group++;
  }

  private void copyUnit(double[] mean, double[] rows, int row) {
    double squares = 0;
    for (double value : mean) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    if (length < SHORTEST) {
      throw new Unpreparable(
          "the vectors of %s cancel each other: their mean has length %s"
              .formatted(place(), length));
    }
    for (int j = 0; j < dimension; j++) {
      rows[row * dimension + j] = mean[j] / length;
    }
  }

  /** The space, once complete. Prompts are of no time: their estimate reaches to the epoch. */
  public PreparedSpace result() {
    LeastSquares fit = grid.fit();
    SourceEstimate words =
        Solution.of(fit.words())
            .with(grid.scores(fit))
            .estimate(
                new EstimateKey(target.model(), target.space(), Source.PROMPTS, Word.EVERY_FEED),
                target.version(),
                new double[prompts.cells().space().rows()],
                Instant.EPOCH);
    return space(kept.length > 0 ? words.with(cells()) : words);
  }

  private CellMeans cells() {
    PromptedCells cells = prompts.cells();
    int[] values =
        IntStream.range(0, cells.size())
            .mapToObj(cells::get)
            .flatMapToInt(cell -> IntStream.range(0, cell.factors()).map(cell::value))
            .toArray();
    return new CellMeans(values, kept);
  }

  /** The space without its words, once the plain prompts are known. */
  public PreparedSpace plainResult() {
    return space(null);
  }

  private PreparedSpace space(SourceEstimate words) {
    return new PreparedSpace(
        target.space(),
        target.version(),
        target.definition(),
        target.model(),
        target.logitScale(),
        words,
        plain,
        gate);
  }
}
