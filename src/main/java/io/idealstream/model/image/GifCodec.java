package io.idealstream.model.image;

import java.io.IOException;

/** First frame of a GIF on its screen. */
final class GifCodec implements Codec {
  private static final byte TRAILER = 0x3b;

  @Override
  public Picture decode(byte[] encoded, Allowance allowance) throws ImageRejected, IOException {
    GifFile file = GifFile.parse(encoded, allowance);
    Samples frame = ByteSamples.interleaved(file.frame(), file.frameWidth(), file.frameHeight(), 1);
    Samples screen =
        new Inset(frame, file.left(), file.top(), file.width(), file.height(), file.emptyColour());
    return new Picture(screen, new PaletteColour(file.palette()), Orientation.UPRIGHT);
  }

  @Override
  public boolean isWhole(byte[] encoded) {
    return encoded[encoded.length - 1] == TRAILER;
  }
}
