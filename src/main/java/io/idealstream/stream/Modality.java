package io.idealstream.stream;

/** What an item was before it became a vector. */
public enum Modality {
  IMAGE,
  CAPTION
}
