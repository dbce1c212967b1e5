package io.idealstream.demo.feed;

/** What is wrong with a message that the feed breaks on purpose. */
enum Damage {
  /** The picture ends after its first bytes. */
  CUT_PICTURE,
  /** The caption has no text. */
  EMPTY_CAPTION,
  /** A text says that it is a picture. */
  TEXT_AS_PICTURE,
  /** The caption's JSON ends half way. */
  CUT_CAPTION,
  /** Instead of a picture comes an embedding that another model made. */
  FOREIGN_EMBEDDING,
  /** The picture was taken in a far future. */
  FUTURE_PICTURE;

  private static final Damage[] ALL = values();

  /** Whether the picture is whole, and its caption is not. */
  boolean isOfCaption() {
    return this == EMPTY_CAPTION || this == CUT_CAPTION;
  }

  static Damage number(long number) {
    return ALL[(int) (number % ALL.length)];
  }
}
