package io.idealstream.wire.space;

import io.idealstream.wire.Coded;

/** How words of images are joined with those of prompts. */
public enum Blending implements Coded {
  /** Both are off by an error of their own kind: see {@link io.idealstream.math.Blend}. */
  EVEN,
  /** The prompts are a prior for the images, which many images outweigh. */
  PRIOR
}
