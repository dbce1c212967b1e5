package io.idealstream.decision.eval;

/**
 * How pictures of a personal concept are asked for by a text that names its coarse class (Trager et
 * al. 2023, table 3): u the text's vector, v vectors of pictures, N(x) = x / |x|. What is added to
 * u comes from {@link io.idealstream.decision.ConceptMeans}.
 */
public enum Asking {
  /** q = u. */
  TEXT("text"),
  /** q = u + N(mean v of the concept). */
  AVERAGE_IMAGE("average-image+text"),
  /** q = u - mean v of the class + mean v of the concept. */
  IDEAL_WORDS("ideal-words"),
  /** q = u + mean v of the concept. */
  MEAN_KEPT("ideal-words, class mean kept"),
  /** q = u - N(mean v of the class) + N(mean v of the concept). */
  MEANS_NORMALIZED("ideal-words, means normalized");

  private final String code;

  Asking(String code) {
    this.code = code;
  }

  /** The name that users read. */
  public String code() {
    return code;
  }
}
