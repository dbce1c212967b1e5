package io.idealstream.wire.dataset;

import io.idealstream.wire.Coded;
import java.util.Optional;

/** The part of a data set that a picture belongs to. */
public enum Split implements Coded {
  TRAIN,
  VALIDATION,
  TEST;

  /** The split that people call so: {@code val}, {@code valid} and {@code dev} are validation. */
  static Optional<Split> named(String name) {
    return switch (name) {
      case "train", "training" -> Optional.of(TRAIN);
      case "validation", "valid", "val", "dev" -> Optional.of(VALIDATION);
      case "test", "testing" -> Optional.of(TEST);
      default -> Optional.empty();
    };
  }
}
