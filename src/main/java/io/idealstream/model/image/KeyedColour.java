package io.idealstream.model.image;

/** A colour of which one value, named by its samples, is transparent. */
final class KeyedColour implements Colour {
  private final Colour opaque;
  private final int[] key;

  KeyedColour(Colour opaque, int[] key) {
    this.opaque = opaque;
    this.key = key;
  }

  @Override
  public void convert(int[] samples, int bands, int count, Alpha alpha, byte[] rgb) {
    opaque.convert(samples, bands, count, alpha, rgb);
    for (int i = 0; i < count; i++) {
      if (matches(samples, i * bands)) {
        for (int component = 3 * i; component < 3 * i + 3; component++) {
          rgb[component] = (byte) alpha.apply(rgb[component] & 0xff, 0);
        }
      }
    }
  }

  private boolean matches(int[] samples, int at) {
    for (int i = 0; i < key.length; i++) {
      if (samples[at + i] != key[i]) {
        return false;
      }
    }
    return true;
  }
}
