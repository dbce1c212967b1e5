package io.idealstream.wire;

/**
 * Names of spaces and queries on trial: that of the live one, and {@value #SUFFIX} behind it. What
 * bears such a name is on trial, whoever reads it.
 */
public final class TrialName {

  public static final String SUFFIX = "~trial";

  private TrialName() {}

  /** The name of the trial of what is live under a name. */
  public static String of(String live) {
    return live + SUFFIX;
  }

  public static boolean isOne(String name) {
    return name.endsWith(SUFFIX);
  }

  /** The name of the live one; a name of none stays as it is. */
  public static String live(String name) {
    return isOne(name) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }
}
