package io.idealstream.model.image;

/** What becomes of transparency before a picture is resampled. */
public enum Alpha {
  /** Composited over white, as a browser would show it on a page. */
  WHITE {
    @Override
    int apply(int value, int opacity) {
      int sum = value * opacity + 255 * (255 - opacity) + 128;
      return (sum + (sum >> 8)) >> 8;
    }
  },
  /** Ignored: the colour behind a transparent pixel is taken, as Pillow's convert("RGB") does. */
  DROP {
    @Override
    int apply(int value, int opacity) {
      return value;
    }
  };

  /**
   * One colour component after transparency.
   *
   * @param value 0 to 255
   * @param opacity 0 (transparent) to 255 (opaque)
   * @return 0 to 255, (value * opacity + 255 * (255 - opacity)) / 255 rounded to nearest for WHITE
   */
  abstract int apply(int value, int opacity);
}
