package io.idealstream.estimate.words;

import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whose words label a space.
 *
 * <p>The source that a space asks for labels once its scatter is known: by its own words where it
 * determines the centre and every word of the label factors, and none is mostly noise; else by
 * these words completed by those of the prompts. Until then, and whenever it no longer does, the
 * prompts label.
 */
public final class Labelling {

  private Labelling() {}

  /** Whether an estimate is of the source that a space wants to be labelled by, and not prompts. */
  public static boolean isAskedFor(SourceEstimate estimate, SpaceDefinition definition) {
    return estimate.source() != Source.PROMPTS
        && estimate.source() == definition.estimate().labelSource()
        && estimate.feed().equals(Word.EVERY_FEED);
  }

  /** Whether an estimate may label: it is asked for, and determines all that labels hang on. */
  public static boolean labels(SourceEstimate estimate, SpaceDefinition definition) {
    return isAskedFor(estimate, definition) && suffices(estimate, definition);
  }

  /** Whether an estimate determines all that labels hang on, and knows it well. */
  public static boolean isSure(SourceEstimate estimate, SpaceDefinition definition) {
    boolean all = true;
    for (int row : rows(definition.factorSpace(), definition)) {
      all &= estimate.determined()[row] && (row == 0 || !estimate.isUncertain(row));
    }
    return all;
  }

  /** Whether an estimate says all that labels hang on, by itself or completed. */
  public static boolean suffices(SourceEstimate estimate, SpaceDefinition definition) {
    return (estimate.completed() != null && !definition.method().needsCells())
        || (determines(estimate, definition) && knowsItsScatter(estimate));
  }

  /** A few items that fit their words exactly tell nothing of how far others will lie from them. */
  private static boolean knowsItsScatter(SourceEstimate estimate) {
    return estimate.source() == Source.PROMPTS
        || Arrays.stream(estimate.standardError()).anyMatch(error -> !Double.isNaN(error));
  }

  private static boolean determines(SourceEstimate estimate, SpaceDefinition definition) {
    FactorSpace space = definition.factorSpace();
    boolean all = true;
    for (int row : rows(space, definition)) {
      all &= estimate.determined()[row];
    }
    return all && (estimate.cells() != null || !definition.method().needsCells());
  }

  /**
   * The words without what labels nothing: rows of spurious factors, unless the method or the
   * explanation asks for them, and cells that the method does not compare.
   */
  private static SourceEstimate trimmed(SourceEstimate estimate, SpaceDefinition definition) {
    SourceEstimate words = definition.method().needsCells() ? estimate : estimate.whole();
    boolean completed = words != estimate;
    FactorSpace all = definition.factorSpace();
    int dimension = words.dimension();
    int[] rows =
        definition.explain() ? IntStream.range(0, all.rows()).toArray() : rows(all, definition);
    double[] vectors = new double[rows.length * dimension];
    boolean[] determined = new boolean[rows.length];
    double[] support = new double[rows.length];
    double[] standardError = new double[rows.length];
    double[] priorShare = completed ? new double[rows.length] : null;
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(words.rows(), rows[row] * dimension, vectors, row * dimension, dimension);
      determined[row] = words.determined()[rows[row]];
      support[row] = words.support()[rows[row]];
      standardError[row] = words.standardError()[rows[row]];
      if (completed) {
        priorShare[row] = words.priorShare()[rows[row]];
      }
    }
    return new SourceEstimate(
        words.space(),
        words.feed(),
        words.source(),
        words.model(),
        words.spaceVersion(),
        vectors,
        determined,
        support,
        standardError,
        words.rank(),
        words.r2(),
        words.asOf(),
        null,
        priorShare,
        null,
        null,
        definition.method().needsCells() ? words.cells() : null,
        null);
  }

  /** Rows that labels hang on: of the centre and the label factors, or of all. */
  private static int[] rows(FactorSpace all, SpaceDefinition definition) {
    if (definition.method().needsSpuriousWords()) {
      return IntStream.range(0, all.rows()).toArray();
    }
    return IntStream.concat(
            IntStream.of(0),
            definition.factorsOf(Role.LABEL).stream()
                .mapToInt(all::factorIndex)
                .flatMap(i -> IntStream.range(0, all.values(i)).map(v -> all.row(i, v))))
        .toArray();
  }

  /**
   * The space for labelling.
   *
   * @param words version of the words; 0 without
   * @param labelling words that label; null where there are none yet
   */
  public static SpaceInForce inForce(PreparedSpace space, long words, SourceEstimate labelling) {
    SourceEstimate carried =
        labelling == null ? null : trimmed(labelling, HeldSpace.of(space).parsed());
    return new SpaceInForce(
        space.space(),
        space.version(),
        space.definition(),
        space.definition() == null ? null : space.model(),
        space.logitScale(),
        words,
        carried,
        space.plain(),
        space.gate(),
        prompted(space.prompts()));
  }

  private static long prompted(SourceEstimate prompts) {
    return prompts == null || prompts.scores() == null ? 0 : prompts.scores().cells();
  }
}
