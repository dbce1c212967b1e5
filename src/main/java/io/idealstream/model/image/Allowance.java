package io.idealstream.model.image;

/**
 * What one picture may take: limits, and its pixels' part of the room that all pictures share. Held
 * from its header until its last row has been read.
 */
final class Allowance implements AutoCloseable {
  private final ImageLimits limits;
  private final DecodingRoom room;
  private int held;

  Allowance(ImageLimits limits, DecodingRoom room) {
    this.limits = limits;
    this.room = room;
  }

  void checkBytes(byte[] encoded) throws ImageRejected {
    limits.checkBytes(encoded);
  }

  /**
   * Checks a size that a header states and waits until there is room for it; before anything is
   * decoded. Of several sizes of one picture the largest counts.
   */
  void checkSize(long width, long height) throws ImageRejected {
    limits.checkSize(width, height);
    int pixels = (int) (width * height);
    if (pixels > held) {
      // given back first: a picture that holds some room and waits for more could wait for ever
      room.leave(held);
      held = 0;
      room.enter(pixels);
      held = pixels;
    }
  }

  /** For a part of the picture: its pixels are the picture's. */
  Allowance part(int maxPixels) {
    return new Allowance(limits.withMaxPixels(maxPixels), DecodingRoom.UNBOUNDED);
  }

  @Override
  public void close() {
    room.leave(held);
    held = 0;
  }
}
