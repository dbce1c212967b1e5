package io.idealstream.cli.drift;

import io.idealstream.wire.Drift;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An acceptance by the sentence of a status that has no act, as earlier jobs wrote it. */
final class AcceptanceInWords {

  private static final Pattern TOLD =
      Pattern.compile("accept (by .*? from (\\S+Z) on(: .*)?)", Pattern.DOTALL);

  private static final int PARTS = 5;

  private AcceptanceInWords() {}

  /** Empty where the sentence of an act in force says something else. */
  static Optional<Acceptance> of(Status active) {
    if (active.detail() == null) {
      return Optional.empty();
    }
    Matcher told = TOLD.matcher(active.detail());
    return told.matches()
        ? time(told.group(2)).map(from -> acceptance(active.id(), from, told.group(1)))
        : Optional.empty();
  }

  private static Acceptance acceptance(String subject, Instant from, String told) {
    return new Acceptance(subject, from, told, drift -> concerns(subject, drift));
  }

  /** Empty where a name only looks as if a time stood in it. */
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }

  private static boolean concerns(String subject, Drift drift) {
    String[] named = Keys.of(drift).split("/", PARTS);
    String[] parts = subject.split("/", PARTS);
    for (int i = 0; i < parts.length; i++) {
      boolean any = i < parts.length - 1 && parts[i].equals("*");
      if (!any && (i >= named.length || !parts[i].equals(named[i]))) {
        return false;
      }
    }
    return true;
  }
}
