package io.idealstream.drift;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Families of signals, as a user asks for them. */
public enum Watched {
  /** How often each value is answered. */
  SHARES("share", "raw-share"),
  /** Where the items lie along the word of each value. */
  CENTRE("centre"),
  /** What the items of each value look like, and what words leave over. */
  WORDS("word", "decomposability"),
  /** Which values of two factors come together. */
  ASSOCIATION("association"),
  /** How often answers are right. */
  QUALITY("accuracy", "coverage", "group-accuracy"),
  /** What the gate keeps out, and labels that are withheld. */
  OUTSIDE("withheld"),
  /** Directions that the space has no name for. */
  UNNAMED("unnamed"),
  /** How many items come, and how large their pictures are. */
  INPUT("input");

  private final Set<String> signals;

  Watched(String... signals) {
    this.signals = Set.of(signals);
  }

  /** The name that users see. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Watched::code).toList();
  }

  /** The family of a name; empty if it is none. */
  public static Optional<Watched> named(String name) {
    return Arrays.stream(values()).filter(each -> each.code().equals(name)).findFirst();
  }

  /** The family of a signal; empty of one that is none of these. */
  static Optional<Watched> of(String signal) {
    return Arrays.stream(values()).filter(each -> each.signals.contains(signal)).findFirst();
  }

  /**
   * The least change that is worth an alarm.
   *
   * @param asked by family, in the numbers of its signals' units
   */
  static double leastChange(Direction direction, Map<Watched, Double> asked) {
    return of(direction.signal()).map(asked::get).orElseGet(() -> direction.unit().leastChange());
  }
}
