package io.idealstream.cli;

/** A number of things, in words. */
final class Count {
  private Count() {}

  /** Such as "1 picture" and "2 pictures". */
  static String of(long number, String thing) {
    return of(number, thing, thing + "s");
  }

  /** Such as "1 policy" and "2 policies". */
  static String of(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}
