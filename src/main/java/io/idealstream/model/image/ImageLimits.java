package io.idealstream.model.image;

import java.io.Serializable;

/**
 * What a picture may cost. All three are read from the file's header, before anything is decoded.
 *
 * <p>To be decoded, a picture within the limits takes at most 12 bytes of heap per pixel and twice
 * its encoded length, {@link #HEAP_PER_PIXEL} of them at the same time; a progressive JPEG, outside
 * the heap, another {@link #NATIVE_PER_PIXEL}.
 *
 * @param maxBytes longest encoded picture, in bytes
 * @param maxPixels largest width x height
 * @param maxSide longest width or height, in pixels
 */
public record ImageLimits(int maxBytes, int maxPixels, int maxSide) implements Serializable {
  /** Bytes of heap that a pixel holds at most while its picture is decoded. */
  public static final int HEAP_PER_PIXEL = 9;

  /** Bytes outside the heap that a pixel of a progressive JPEG holds. */
  public static final int NATIVE_PER_PIXEL = 8;

  /** Up to here no count of samples or bytes leaves the range of an int. */
  public static final int MOST_PIXELS = 1 << 28;

  public static final int MOST_BYTES = 1 << 30;
  private static final int LONGEST_SIDE = 1 << 20;

  private static final ImageLimits DEFAULTS = new ImageLimits(16 << 20, 50_000_000, 65_535);

  public ImageLimits {
    require("maxBytes", maxBytes, MOST_BYTES);
    require("maxPixels", maxPixels, MOST_PIXELS);
    require("maxSide", maxSide, LONGEST_SIDE);
  }

  /** 16 MiB, 50 million pixels, 65,535 pixels a side. */
  public static ImageLimits defaults() {
    return DEFAULTS;
  }

  public ImageLimits withMaxBytes(int bytes) {
    return new ImageLimits(bytes, maxPixels, maxSide);
  }

  public ImageLimits withMaxPixels(int pixels) {
    return new ImageLimits(maxBytes, pixels, maxSide);
  }

  public ImageLimits withMaxSide(int side) {
    return new ImageLimits(maxBytes, maxPixels, side);
  }

  void checkBytes(byte[] encoded) throws ImageRejected {
    if (encoded.length == 0) {
      throw new ImageRejected(
          ImageRejected.Reason.EMPTY, "expected an encoded picture, got 0 bytes");
    }
    if (encoded.length > maxBytes) {
      throw new ImageRejected(
          ImageRejected.Reason.TOO_MANY_BYTES,
          "expected at most " + maxBytes + " bytes, got " + encoded.length);
    }
  }

  /** Sizes as a header states them; any long is allowed. */
  void checkSize(long width, long height) throws ImageRejected {
    if (width <= 0 || height <= 0) {
      throw new ImageRejected(
          ImageRejected.Reason.ZERO_SIZE,
          "expected at least one pixel, the header says " + width + " x " + height);
    }
    if (width > maxSide || height > maxSide || width * height > maxPixels) {
      throw new ImageRejected(
          ImageRejected.Reason.TOO_MANY_PIXELS,
          String.format(
              "expected at most %d pixels and %d a side, the header says %d x %d",
              maxPixels, maxSide, width, height));
    }
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          name + ": expected a number from 1 to " + most + ", got " + value);
    }
  }
}
