package io.idealstream.cli.drift;

import io.idealstream.drift.Season;

/** Streams without a change. */
public enum Calm {
  /** Items drawn one by one. */
  INDEPENDENT("independent", Season.NONE),
  /** Twenty near-duplicates in every tenth interval. */
  BURSTS("bursts", Season.NONE),
  /** Two mixtures in turn; the reference has a season. */
  DAY("day and night", Season.DAY);

  final String text;
  final Season season;

  Calm(String text, Season season) {
    this.text = text;
    this.season = season;
  }

  /** What it is called in tables. */
  public String text() {
    return text;
  }

  Source of(World world) {
    return switch (this) {
      case INDEPENDENT -> Source.independent(world.base());
      case BURSTS -> Source.bursts(Source.independent(world.base()), world.families());
      case DAY -> Source.dayAndNight(world.base(), world.night());
    };
  }
}
