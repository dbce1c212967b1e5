package io.idealstream.cli;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Source;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code words rollback}. */
@Command(
    name = "rollback",
    description =
        "Make words of what came before a version or a time alone, in a new version; what comes from"
            + " now on counts.")
final class WordsRollback extends DriftAct {
  private static final String VERSION = "[0-9]{1,18}";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "VERSION|TIME",
      description =
          "A version, as `words history` lists them; a time, such as 2026-12-01T00:00:00Z; or how"
              + " long ago, such as 30m.")
  private String to;

  @Option(names = "--source", description = "Only words of this source (default: all).")
  private Source source;

  @Override
  Control act(ActOptions asked) {
    PublishedVersions versions = PublishedVersions.read(kafka(), asked.space());
    if (asked.feed() != null && versions.newest().feeds() == null) {
      throw new IllegalStateException(
          "space %s is estimated over all feeds together: name no --feed".formatted(asked.space()));
    }
    if (to.matches(VERSION)) {
      long version = Long.parseLong(to);
      return asked.onWords(Act.ROLLBACK, source, version, versions.asOf(version));
    }
    Instant time = time("--to", to, TimeText::ago);
    return asked.onWords(Act.ROLLBACK, source, null, time);
  }
}
