package io.idealstream.job.recovery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Sentences about where a run begins. */
final class Telling {
  private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter ANOTHER_DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private Telling() {}

  static String continues(Snapshot from, EarlierWords words) {
    return "Continues from %s of %s%s."
        .formatted(
            from.name(),
            time(from.completed()),
            words.isEmpty() ? "" : ", words version " + words.newestVersion());
  }

  static String comesTwice(Snapshot from, Snapshot newest) {
    return "%s of %s is newer: what was written since %s comes a second time, under the same keys."
        .formatted(newest.name(), time(newest.completed()), time(from.completed()));
  }

  static String forgets(Life life, Snapshots snapshots, EarlierWords words) {
    List<Snapshot> found = snapshots.of(life.job());
    String state =
        found.isEmpty()
            ? "no complete checkpoint"
            : "%s of %s".formatted(found.get(0).name(), time(found.get(0).completed()));
    return ("Begins anew, and forgets the life begun %s with %s%s. Its files stay in %s/%s until"
            + " the next fresh start.")
        .formatted(
            time(life.began()),
            state,
            words.isEmpty() ? "" : "; removes " + words,
            snapshots.location(),
            life.job());
  }

  /** The time of day on this machine, with the date unless it is today's. */
  static String time(Instant instant) {
    ZonedDateTime here = instant.atZone(ZoneId.systemDefault());
    return (here.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault())) ? TODAY : ANOTHER_DAY)
        .format(here);
  }
}
