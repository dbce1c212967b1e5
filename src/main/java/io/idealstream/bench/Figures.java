package io.idealstream.bench;

import java.util.Locale;

/** Numbers as a table shows them. */
final class Figures {

  private static final int WHOLE_FROM = 100;
  private static final int TENTHS_FROM = 10;

  private Figures() {}

  /** Three digits, or all of those before the point. */
  static String of(double number) {
    String form = number >= WHOLE_FROM ? "%,.0f" : number >= TENTHS_FROM ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, number);
  }

  /** Such as "3 %". */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** Such as "+3 %". */
  static String change(double share) {
    return String.format(Locale.ROOT, "%+.0f %%", 100 * share);
  }
}
