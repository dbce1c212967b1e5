package io.idealstream.stream.embed;

import io.idealstream.model.Embedding;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import java.util.stream.Stream;

/** What the model made of a picture. */
final class ImageVector {

  private ImageVector() {}

  /**
   * The vector of a picture.
   *
   * @param id what the picture is of
   * @throws Unreadable if the model gave none
   */
  static float[] of(String id, Embedding outcome) throws Unreadable {
    if (outcome instanceof Embedding.Vector vector) {
      return vector.values();
    }
    Embedding.Rejected rejected = (Embedding.Rejected) outcome;
    throw new Unreadable(
        reason(rejected.reason()), id + ": " + rejected.reason() + ": " + rejected.detail(), id);
  }

  /** The model's own two codes stand for themselves; every other is the decoder's. */
  private static Reason reason(String code) {
    return Stream.of(Reason.FAILED, Reason.BAD_EMBEDDING)
        .filter(reason -> reason.code().equals(code))
        .findFirst()
        .orElse(Reason.BAD_PICTURE);
  }
}
