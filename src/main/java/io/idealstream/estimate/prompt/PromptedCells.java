package io.idealstream.estimate.prompt;

import io.idealstream.math.Cell;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.PromptDesign;
import io.idealstream.math.Weighting;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.space.LabelMethod;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.List;

/**
 * The cells of a space whose prompts are embedded, in a fixed order: all, or a sample that
 * determines every word. The same definition and bounds give the same cells on every machine and
 * after every restart.
 *
 * <p>A sample of ten thousand cells takes seconds to draw up. It is drawn up when it is first asked
 * for, so that plain prompts need not wait for it; who goes on with a preparation keeps it.
 */
public final class PromptedCells {

  /** A solve takes the cube of the values. */
  static final int MOST_VALUES = 2_000;

  /** Their vectors travel with the space, to every subtask that labels. */
  static final int MOST_KEPT = 1_024;

  private static final long SEED = 1;

  private final FactorSpace space;
  private final int size;

  /** Null until it is asked for, and where all cells are prompted. */
  private List<Cell> sample;

  private PromptedCells(FactorSpace space, int size) {
    this.space = space;
    this.size = size;
  }

  /**
   * The cells of a definition within bounds.
   *
   * @throws Unpreparable if its words cannot be had of that many cells, or not be solved
   */
  public static PromptedCells of(SpaceDefinition definition, PromptBounds bounds) {
    FactorSpace space = definition.factorSpace();
    int values = space.rows() - 1;
    if (values > MOST_VALUES) {
      throw new Unpreparable(
          "the factors have %d values in all, expected at most %d".formatted(values, MOST_VALUES));
    }
    Weighting weighting = definition.estimate().weighting();
    weighting
        .whyRefused(space, bounds.whole())
        .ifPresent(
            why -> {
              throw new Unpreparable(why);
            });
    LabelMethod method = definition.method();
    if (method.needsCells() && space.cells() > Math.min(MOST_KEPT, bounds.sampled())) {
      throw new Unpreparable(
          "method %s compares with every cell; %s has %d, at most %d are kept"
              .formatted(
                  method.code(), space, space.cells(), Math.min(MOST_KEPT, bounds.sampled())));
    }
    int most = weighting == Weighting.PRODUCT ? bounds.whole() : bounds.sampled();
    int size = (int) Math.min(most, space.cells());
    if (size < space.fullRank() && size < space.cells()) {
      throw new Unpreparable(
          "prompts of %s cannot determine the words of %s, expected at least %d"
              .formatted(Count.of(size, "cell"), space, space.fullRank()));
    }
    return new PromptedCells(space, size);
  }

  FactorSpace space() {
    return space;
  }

  int size() {
    return size;
  }

  boolean areAll() {
    return size == space.cells();
  }

  Cell get(int index) {
    return areAll() ? space.cellAt(index) : sample().get(index);
  }

  private List<Cell> sample() {
    if (sample == null) {
      sample = PromptDesign.of(space, size, SEED);
    }
    return sample;
  }

  /** What tells this sample from others of its size; 0 before it was asked for. */
  int fingerprint() {
    return sample == null ? 0 : sample.hashCode();
  }

  /** Whether another build, which may sample otherwise, has or would have asked for the same. */
  boolean match(int otherSize, int otherFingerprint) {
    return otherSize == size
        && (otherFingerprint == 0 || areAll() || otherFingerprint == sample().hashCode());
  }
}
