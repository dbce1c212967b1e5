package io.idealstream.stream;

/** What an item was before it became a vector, or who speaks about it. */
public enum Modality {
  IMAGE,
  CAPTION,
  /** An image again, with what feedback says of it. */
  FEEDBACK,
  /** An image that became a dead letter: where feeds are watched alone. */
  LOST,
  /** An item that is to be forgotten, by all who hold it. */
  FORGOTTEN
}
