package io.idealstream.model.image.webp;

import java.io.IOException;

/** A lossy WebP picture: one VP8 key frame (RFC 6386). */
public final class LossyImage {
  private final Vp8Header header;

  private LossyImage(Vp8Header header) {
    this.header = header;
  }

  /**
   * Reads the header of a key frame.
   *
   * @param from first byte of the VP8 data
   * @param end one past its last byte
   * @throws IOException when it is none; {@link java.io.EOFException} when it ends early
   */
  public static LossyImage open(byte[] data, int from, int end) throws IOException {
    return new LossyImage(Vp8Header.parse(data, from, end));
  }

  public int width() {
    return header.width();
  }

  public int height() {
    return header.height();
  }

  /**
   * Decodes the picture; to be called once.
   *
   * @return opaque pixels, row by row: 0xffRRGGBB
   * @throws IOException {@link java.io.EOFException} when the data ends early
   */
  public int[] decode() throws IOException {
    Frame frame = Frame.of(width(), height());
    LoopFilter filter = new LoopFilter(header.filter(), header.segments(), frame);
    new Macroblocks(header, frame, filter).read();
    filter.apply();
    return new Upsampling(frame, width(), height()).argb();
  }
}
