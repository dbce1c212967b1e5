package io.idealstream.stream.output;

import io.idealstream.stream.log.Warnings;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;

/** Logs definitions that are rejected, on the way to topic {@code status}. */
final class Rejections {

  /** Each is about another name, and a file of queries may hold several bad ones. */
  private static final int PER_MINUTE = 10;

  private final Warnings warnings = Warnings.of(Rejections.class, PER_MINUTE, System::nanoTime);

  /** Gives the status, which is logged if it says that a definition is rejected. */
  Status logged(Status status) {
    if (status.state() == StatusState.REJECTED) {
      String kind = status.kind().code();
      warnings.log(
          kind, () -> "The %s %s is rejected: %s".formatted(kind, status.id(), status.detail()));
    }
    return status;
  }
}
