package io.idealstream.stream.output;

import io.idealstream.stream.log.Warnings;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import java.util.function.LongSupplier;

/**
 * Logs definitions that are rejected, on the way to topic {@code status}: each name at most once a
 * minute, and of each kind no more than a few names.
 */
final class Rejections {

  /** A file of queries may hold several bad ones. */
  private static final int NAMES_PER_MINUTE = 10;

  private final Warnings warnings;

  Rejections(LongSupplier nanos) {
    warnings = Warnings.ofSubtask(Rejections.class, NAMES_PER_MINUTE, nanos);
  }

  /** Gives the status, which is logged if it says that a definition is rejected. */
  Status logged(Status status) {
    if (status.state() == StatusState.REJECTED) {
      warnings.log(status.kind().code(), status.id(), () -> sentence(status));
    }
    return status;
  }

  private static String sentence(Status status) {
    String name = status.id() + ": ";
    String why = status.detail();
    return "The %s %s is rejected: %s"
        .formatted(
            status.kind().code(),
            status.id(),
            why.startsWith(name) ? why.substring(name.length()) : why);
  }
}
