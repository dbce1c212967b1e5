package io.idealstream.model.image;

/** How a picture's size is changed before the crop. Sizes are in pixels. */
public sealed interface Scaling {
  /** Size after scaling. */
  Extent apply(int width, int height);

  /** Width and height in pixels; the long side of a thin picture may exceed an int. */
  record Extent(long width, long height) {}

  /** The size is left as it is. */
  record None() implements Scaling {
    @Override
    public Extent apply(int width, int height) {
      return new Extent(width, height);
    }
  }

  /** Both sides are given; proportions are not kept. */
  record Exact(int height, int width) implements Scaling {
    @Override
    public Extent apply(int fromWidth, int fromHeight) {
      return new Extent(width, height);
    }
  }

  /** The shorter side is given; the longer one is floor(length * long / short). */
  record ShortestEdge(int length) implements Scaling {
    @Override
    public Extent apply(int width, int height) {
      return width <= height
          ? new Extent(length, longer(height, width))
          : new Extent(longer(width, height), length);
    }

    /** In doubles, as the reference computes it: both factors and their product are exact. */
    private long longer(int longSide, int shortSide) {
      return (long) ((double) ((long) length * longSide) / shortSide);
    }
  }
}
