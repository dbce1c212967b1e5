package io.idealstream.model.image.webp;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** A lossless WebP picture (WebP Lossless Bitstream Specification). */
public final class LosslessImage {
  private static final int SIGNATURE = 0x2f;
  private static final int PREDICTION = 0;
  private static final int COLOUR = 1;
  private static final int GREEN = 2;

  private final BitReader in;
  private final int width;
  private final int height;
  private final boolean hasOpacity;

  private LosslessImage(BitReader in, int width, int height, boolean hasOpacity) {
    this.in = in;
    this.width = width;
    this.height = height;
    this.hasOpacity = hasOpacity;
  }

  /**
   * Reads the header of a picture.
   *
   * @param from first byte of the VP8L data
   * @param end one past its last byte
   * @throws IOException when it is none; {@link EOFException} when it ends early
   */
  public static LosslessImage open(byte[] data, int from, int end) throws IOException {
    BitReader in = new BitReader(data, from, end);
    int signature = in.read(8);
    int width = 1 + in.read(14);
    int height = 1 + in.read(14);
    boolean hasOpacity = in.flag();
    int version = in.read(3);
    if (signature != SIGNATURE || version != 0) {
      throw new IOException("expected a lossless picture of version 0");
    }
    return new LosslessImage(in, width, height, hasOpacity);
  }

  /** A picture without a header of its own, as the opacity of a lossy one is stored. */
  public static LosslessImage headless(byte[] data, int from, int end, int width, int height) {
    return new LosslessImage(new BitReader(data, from, end), width, height, true);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Whether the highest byte of a pixel means anything. */
  public boolean hasOpacity() {
    return hasOpacity;
  }

  /**
   * Decodes the picture; to be called once.
   *
   * @return pixels, row by row: 0xAARRGGBB
   * @throws IOException when the data is damaged; {@link EOFException} when it ends early
   */
  public int[] decode() throws IOException {
    Deque<LosslessTransform> transforms = new ArrayDeque<>();
    int storedWidth = width;
    int seen = 0;
    while (in.flag()) {
      int type = in.read(2);
      if ((seen & 1 << type) != 0) {
        throw new IOException("a transform occurs twice");
      }
      seen |= 1 << type;
      LosslessTransform transform = readTransform(type, storedWidth);
      if (transform instanceof PaletteTransform palette) {
        storedWidth = blocks(storedWidth, palette.bits());
      }
      transforms.push(transform);
    }
    int[] argb = EntropyImage.read(in, storedWidth, height);
    for (LosslessTransform transform : transforms) {
      argb = transform.undo(argb);
    }
    return argb;
  }

  private LosslessTransform readTransform(int type, int storedWidth) throws IOException {
    if (type == GREEN) {
      return new GreenTransform();
    }
    if (type != PREDICTION && type != COLOUR) {
      return readPalette(storedWidth);
    }
    int bits = 2 + in.read(3);
    int[] blocks = EntropyImage.readPlain(in, blocks(storedWidth, bits), blocks(height, bits));
    return type == PREDICTION
        ? new PredictionTransform(blocks, bits, storedWidth)
        : new ColourTransform(blocks, bits, storedWidth);
  }

  /** Every colour is stored as its difference to the one before. */
  private PaletteTransform readPalette(int storedWidth) throws IOException {
    int count = 1 + in.read(8);
    int bits = count > 16 ? 0 : count > 4 ? 1 : count > 2 ? 2 : 3;
    int[] differences = EntropyImage.readPlain(in, count, 1);
    int[] colours = new int[1 << (8 >> bits)];
    int colour = 0;
    for (int i = 0; i < count; i++) {
      colour = LosslessTransform.add(colour, differences[i]);
      colours[i] = colour;
    }
    return new PaletteTransform(colours, bits, storedWidth, height);
  }

  /** Blocks of 2^bits pixels that cover a length. */
  static int blocks(int length, int bits) {
    return (length + (1 << bits) - 1) >> bits;
  }
}
