package io.idealstream.cli.drift;

import io.idealstream.wire.Drift;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That the job will take what is new for normal, as topic {@code status} says it.
 *
 * @param subject what is accepted, see {@link Keys#of(io.idealstream.wire.Control)}
 * @param from event time from which on it is in force
 * @param told by whom, from when on and why
 */
record Acceptance(String subject, Instant from, String told) {

  private static final Pattern TOLD =
      Pattern.compile("accept (by .*? from (\\S+Z) on(: .*)?)", Pattern.DOTALL);

  private static final int PARTS = 5;

  /** Empty where a status says something else. */
  static Optional<Acceptance> of(Status status) {
    if (status.kind() != StatusKind.CONTROL
        || status.state() != StatusState.ACTIVE
        || status.detail() == null) {
      return Optional.empty();
    }
    Matcher told = TOLD.matcher(status.detail());
    return told.matches()
        ? time(told.group(2)).map(from -> new Acceptance(status.id(), from, told.group(1)))
        : Optional.empty();
  }

  /** Empty where a name only looks as if a time stood in it. */
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }

  /** Whether it ends a drift that is open, now or once its time has come. */
  boolean ends(Drift drift) {
    return from.isAfter(drift.detected()) && concerns(Keys.of(drift).split("/", PARTS));
  }

  private boolean concerns(String[] drift) {
    String[] parts = subject.split("/", PARTS);
    for (int i = 0; i < parts.length; i++) {
      boolean any = i < parts.length - 1 && parts[i].equals("*");
      if (!any && (i >= drift.length || !parts[i].equals(drift[i]))) {
        return false;
      }
    }
    return true;
  }
}
