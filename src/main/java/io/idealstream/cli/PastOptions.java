package io.idealstream.cli;

import io.idealstream.job.PastRange;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of {@code run} that let it work records of the past off again. */
final class PastOptions {
  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{1,200}");

  @Option(
      names = "--from",
      paramLabel = "PATH|T",
      description =
          "Go on from this checkpoint or savepoint in place of the newest; with --to the time of"
              + " the first records.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "T",
      description =
          "Work records of the past off again: those with a Kafka timestamp from --from T on, such as"
              + " 2026-03-01T12:00:00Z, and before this time. Then audit them, and end. Needs"
              + " --output-prefix.")
  private Instant to;

  @Option(
      names = "--output-prefix",
      paramLabel = "P",
      description = "Before the names of the topics that --to writes; they are created.")
  private String outputPrefix;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** A checkpoint or savepoint to go on from. */
  Optional<String> snapshot() {
    return to == null ? Optional.ofNullable(from) : Optional.empty();
  }

  String outputPrefix() {
    return outputPrefix;
  }

  /**
   * What is to be worked off again; empty for a job that goes on.
   *
   * @throws ParameterException where the options do not fit
   */
  Optional<PastRange> range() {
    if (to == null) {
      if (outputPrefix != null) {
        throw refused("--output-prefix has no effect without --to");
      }
      return Optional.empty();
    }
    if (outputPrefix == null || !PREFIX.matcher(outputPrefix).matches()) {
      throw refused(
          "--to needs --output-prefix of letters of ASCII, digits, dots, hyphens and underscores");
    }
    if (from == null) {
      throw refused("--to needs --from, the time of the first records");
    }
    Instant now = Instant.now();
    if (to.isAfter(now)) {
      throw refused("--to: expected a time of the past, found %s at %s".formatted(to, now));
    }
    try {
      return Optional.of(new PastRange(Instant.parse(from), to));
    } catch (DateTimeParseException none) {
      throw refused(
          "--from: expected a time, such as 2026-03-01T12:00:00Z, with --to; found " + from);
    } catch (IllegalArgumentException order) {
      throw refused("--from: " + order.getMessage());
    }
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
