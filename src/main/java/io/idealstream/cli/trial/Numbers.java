package io.idealstream.cli.trial;

import io.idealstream.math.Interval;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Numbers for people and for JSON; a dash, or null, for what cannot be told. */
final class Numbers {

  private Numbers() {}

  static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String percent(double share, Interval interval) {
    return Double.isNaN(share)
        ? "-"
        : String.format(
            Locale.ROOT,
            "%.1f %% [%.1f, %.1f]",
            100 * share,
            100 * interval.low(),
            100 * interval.high());
  }

  static String fixed(String format, double number) {
    return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, format, number);
  }

  static Double orNull(double number) {
    return Double.isNaN(number) ? null : number;
  }

  static Map<String, Object> tree(Interval interval) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("low", orNull(interval.low()));
    tree.put("high", orNull(interval.high()));
    return tree;
  }
}
