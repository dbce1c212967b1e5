package io.idealstream.wire.config;

import java.util.Locale;

/** A number of things, in words. */
public final class Count {
  private Count() {}

  /** Such as "1 picture" and "2 pictures". */
  public static String of(long number, String thing) {
    return of(number, thing, thing + "s");
  }

  /** With thousands apart, such as "12,000 items". */
  public static String grouped(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? thing : thing + "s");
  }

  /** Such as "1 policy" and "2 policies". */
  public static String of(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}
