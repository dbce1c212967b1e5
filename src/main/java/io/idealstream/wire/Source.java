package io.idealstream.wire;

/** What words are estimated from. {@link #BLEND} weighs the others by their support. */
public enum Source implements Coded {
  PROMPTS,
  CAPTIONS,
  IMAGES,
  FEEDBACK,
  BLEND
}
