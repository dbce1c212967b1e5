package io.idealstream.model.image;

import java.io.IOException;

/** Reads one format. */
interface Codec {
  /**
   * Decodes a picture whose first bytes are of this format. The size its header states is checked
   * before memory is taken for pixels.
   *
   * @throws IOException when a decoder fails; {@link PictureDecoder} gives it a reason
   */
  Picture decode(byte[] encoded, Allowance allowance) throws ImageRejected, IOException;

  /**
   * Whether a file is as long as it says, or ends as files of the format do: then data that ends
   * too early is damaged, and not cut off.
   *
   * @param encoded a file whose first bytes are of this format
   */
  default boolean isWhole(byte[] encoded) {
    return false;
  }
}
