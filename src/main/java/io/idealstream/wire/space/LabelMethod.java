package io.idealstream.wire.space;

import io.idealstream.wire.Coded;
import io.idealstream.wire.Source;
import java.util.EnumSet;
import java.util.Set;

/** How the values of a factor are compared with an item, and what has to be known for it. */
public enum LabelMethod implements Coded {
  /** The plain prompts, and so the raw answer. */
  PLAIN,
  /** The best of all cells. */
  PAIRS(Need.CELLS),
  /** Prompts that name the value alone. */
  REAL_WORDS,
  /** The centre and the value's word. */
  IDEAL_WORDS(Need.WORDS),
  /** The same without what words of spurious values span. */
  CLEARED_WORDS(Need.WORDS, Need.SPURIOUS_WORDS),
  /** Plain prompts without what prompts of spurious values span. */
  ORTH_PROJ(Need.SPURIOUS_PROMPTS),
  /** The same, where cells that differ only in spurious values are also drawn together. */
  ORTH_CALI(Need.SPURIOUS_PROMPTS, Need.CELLS),
  /** Words between cells on the sphere. */
  GDE(Need.WORDS, Need.CELLS),
  /** Plain prompts and items with little of what tells spurious values apart. */
  PARETO(Need.CELLS);

  private enum Need {
    WORDS,
    SPURIOUS_WORDS,
    CELLS,
    SPURIOUS_PROMPTS
  }

  private final Set<Need> needs = EnumSet.noneOf(Need.class);

  LabelMethod(Need... needs) {
    this.needs.addAll(Set.of(needs));
  }

  /**
   * Whether it answers by the words of the label source; if not, by prompts whatever the source.
   */
  public boolean usesLabelSource() {
    return needs.contains(Need.WORDS);
  }

  /** Whether it can answer by the words of a source: a blend of words has no cells. */
  public boolean takes(Source source) {
    return switch (source) {
      case PROMPTS -> true;
      case CAPTIONS, IMAGES, FEEDBACK -> usesLabelSource();
      case BLEND -> usesLabelSource() && !needsCells();
      case INFERRED, COMPLETED -> false;
    };
  }

  /** Whether the vectors of cells have to be kept. */
  public boolean needsCells() {
    return needs.contains(Need.CELLS);
  }

  /** Whether labels hang on the words of spurious factors too. */
  public boolean needsSpuriousWords() {
    return needs.contains(Need.SPURIOUS_WORDS);
  }

  /** Whether spurious factors need plain prompts too. */
  public boolean needsSpuriousPrompts() {
    return needs.contains(Need.SPURIOUS_PROMPTS);
  }
}
