package io.idealstream.wire;

/**
 * What words are estimated from. {@link #BLEND} draws images towards prompts; {@link #INFERRED} are
 * images with values that nobody gave.
 */
public enum Source implements Coded {
  PROMPTS,
  CAPTIONS,
  IMAGES,
  FEEDBACK,
  BLEND,
  INFERRED
}
