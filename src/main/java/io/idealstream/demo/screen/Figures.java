package io.idealstream.demo.screen;

import java.util.Locale;

/** Numbers as people read them. */
final class Figures {

  private static final String ABSENT = "-";

  private Figures() {}

  /** A share of one in whole percent. */
  static String percent(Double share) {
    return share == null ? ABSENT : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** A share of one in percent with one decimal. */
  static String finePercent(Double share) {
    return share == null ? ABSENT : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String decimals(int places, Double number) {
    return number == null ? ABSENT : String.format(Locale.ROOT, "%." + places + "f", number);
  }

  /** Milliseconds as seconds. */
  static String seconds(Long millis) {
    return millis == null ? ABSENT : String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
  }

  /** Minutes and seconds, as a clock shows them. */
  static String clock(long seconds) {
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }
}
