package io.idealstream.wire;

/**
 * What words are estimated from. {@link #BLEND} draws images towards prompts; {@link #INFERRED} are
 * images with values that nobody gave; {@link #COMPLETED} is the label source with what it leaves
 * open taken from the prompts, while labels are made of that.
 */
public enum Source implements Coded {
  PROMPTS,
  CAPTIONS,
  IMAGES,
  FEEDBACK,
  BLEND,
  INFERRED,
  COMPLETED
}
