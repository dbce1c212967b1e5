package io.idealstream.cli;

/** A number of things, in words. */
final class Count {
  private Count() {}

  /** Such as "1 picture" and "2 pictures". */
  static String of(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
