package io.idealstream.model.image;

import java.util.Optional;

/** Tells by the first bytes whether a file is a picture that can be decoded. */
public final class PictureFormats {

  /** Bytes that are enough to tell. */
  public static final int BEGINNING = 16;

  private PictureFormats() {}

  /**
   * Why a file is not one that can be decoded; empty where its format is one of those that can.
   *
   * @param beginning the first bytes, at least {@link #BEGINNING} where the file has as many
   */
  public static Optional<String> refusal(byte[] beginning) {
    if (beginning.length == 0) {
      return Optional.of("the file is empty");
    }
    try {
      PictureDecoder.format(beginning);
      return Optional.empty();
    } catch (ImageRejected why) {
      return Optional.of(why.getMessage());
    }
  }
}
