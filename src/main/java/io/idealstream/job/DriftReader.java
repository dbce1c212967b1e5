package io.idealstream.job;

import io.idealstream.drift.Season;
import io.idealstream.drift.Watched;
import io.idealstream.stream.drift.DriftSettings;
import io.idealstream.wire.config.DurationText;
import io.idealstream.wire.config.Pace;
import io.idealstream.wire.config.Section;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how feeds are watched for drift. */
final class DriftReader {

  /** The word for a thing that is not wanted. */
  private static final String NONE = "none";

  private static final String DAY = "24h";
  private static final int MOST_ITEMS = 10_000_000;

  /** Families whose least change people ask for, and what it is measured in. */
  private static final Map<Watched, String> UNITS =
      new EnumMap<>(
          Map.of(Watched.SHARES, "points", Watched.CENTRE, "degrees", Watched.QUALITY, "points"));

  private static final Pattern CHANGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) (\\w+)");

  /** What follows where a feed drifts. */
  private enum OnDrift {
    TELL,
    FREEZE
  }

  private final Section section;

  DriftReader(Section section) {
    this.section = section;
  }

  /** Empty where nothing is to be watched. */
  Optional<DriftSettings> read() {
    Optional<Duration> falseAlarm = falseAlarm();
    Duration interval = section.duration(Setting.DRIFT_INTERVAL.key(), Duration.ofMinutes(1));
    Section reference = section.section(Setting.DRIFT_REFERENCE.key());
    DriftSettings settings =
        new DriftSettings(
            falseAlarm.orElse(Duration.ZERO),
            interval,
            (int) reference.integer("items", 20_000, 100, MOST_ITEMS),
            reference.duration("at-least", Duration.ofDays(1)),
            season(),
            leastChanges(),
            watched(),
            (int) section.integer(Setting.DRIFT_MAX_ITEMS.key(), 512, 10, 10_000),
            (int) section.integer(Setting.DRIFT_MAX_FEEDS.key(), 32, 1, 100_000),
            section.choice(Setting.DRIFT_ON_DRIFT.key(), OnDrift.class, OnDrift.TELL)
                == OnDrift.FREEZE);
    reference.refuseOthers();
    if (falseAlarm.isPresent() && falseAlarm.get().compareTo(interval.multipliedBy(10)) < 0) {
      problem(
          Setting.DRIFT_FALSE_ALARMS,
          "at most one in 10 intervals of " + DurationText.of(interval),
          text(Setting.DRIFT_FALSE_ALARMS));
    }
    return falseAlarm.map(present -> settings);
  }

  private String text(Setting setting) {
    return section.text(setting.key(), setting.standIn());
  }

  private void problem(Setting setting, String expected, Object found) {
    section.problems().expected(setting.path(), expected, found);
  }

  private Optional<Duration> falseAlarm() {
    String text = text(Setting.DRIFT_FALSE_ALARMS);
    if (text.equals(NONE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pace.parse(text).each());
    } catch (IllegalArgumentException unreadable) {
      problem(Setting.DRIFT_FALSE_ALARMS, "a rate such as 1 per 30d, or none", text);
      return Optional.empty();
    }
  }

  private Season season() {
    String text = text(Setting.DRIFT_SEASON);
    if (!text.equals(NONE) && !text.equals(DAY)) {
      problem(Setting.DRIFT_SEASON, NONE + " or " + DAY, text);
    }
    return text.equals(DAY) ? Season.DAY : Season.NONE;
  }

  private Set<Watched> watched() {
    if (!section.has(Setting.DRIFT_WATCH.key())) {
      return EnumSet.allOf(Watched.class);
    }
    Set<Watched> watched = EnumSet.noneOf(Watched.class);
    for (String name : section.texts(Setting.DRIFT_WATCH.key())) {
      Optional<Watched> known = Watched.named(name);
      known.ifPresent(watched::add);
      if (known.isEmpty()) {
        problem(Setting.DRIFT_WATCH, Watched.names().toString(), name);
      }
    }
    if (watched.isEmpty()) {
      problem(Setting.DRIFT_WATCH, "at least one of " + Watched.names(), List.of());
    }
    return watched;
  }

  private Map<Watched, Double> leastChanges() {
    Map<Watched, Double> least =
        new EnumMap<>(Map.of(Watched.SHARES, 0.05, Watched.CENTRE, 2.0, Watched.QUALITY, 0.05));
    Section given = section.section(Setting.DRIFT_LEAST_CHANGE.key());
    UNITS.forEach(
        (family, unit) -> {
          String name = family.code();
          if (given.has(name)) {
            String text = given.text(name);
            Matcher parts = CHANGE.matcher(text);
            if (parts.matches() && parts.group(2).equals(unit)) {
              double number = Double.parseDouble(parts.group(1));
              least.put(family, unit.equals("points") ? number / 100 : number);
            } else {
              section.problems().expected(given.pathOf(name), "a change such as 5 " + unit, text);
            }
          }
        });
    given.refuseOthers();
    return least;
  }
}
