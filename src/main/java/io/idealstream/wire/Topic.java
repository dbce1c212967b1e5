package io.idealstream.wire;

/** The topics of the contract; a configurable prefix stands before each name. */
public enum Topic implements Coded {
  IMAGES,
  CAPTIONS,
  QUERIES,
  CONCEPTS,
  SPACES,
  FEEDBACK,
  LABELS,
  HITS,
  WORDS,
  QUALITY,
  DRIFT,
  STATUS,
  DEAD_LETTERS;

  public static final String DEFAULT_PREFIX = "idealstream.";

  /** The topic's full name under a prefix, such as {@code idealstream.images}. */
  public String under(String prefix) {
    return prefix + code();
  }
}
