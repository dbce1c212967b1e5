package io.idealstream.wire.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name somebody probably meant. */
public final class Spelling {

  private static final int MOST_EDITS = 2;

  /** Two letters of a shorter name are so many that it may be another word. */
  private static final int LONG_ENOUGH = 6;

  /** Longer names are not worth the quadratic comparison. */
  private static final int LONGEST = 64;

  private Spelling() {}

  /**
   * The known name that differs in nothing but case, blanks, hyphens and underscores; else the one
   * at most two edits away, and by less than half of its letters; else empty.
   */
  public static Optional<String> closest(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<String> alike = known.stream().filter(other -> alike(name, other)).findFirst();
    return alike.isPresent() ? alike : nearest(name, known);
  }

  /** The question to add to a message about an unknown name; empty where no known one is close. */
  public static String didYouMean(String name, Collection<String> known) {
    return closest(name, known).map(close -> "; did you mean " + close + "?").orElse("");
  }

  /**
   * The known name that was most likely meant by one that may as well be a name of its own: it
   * differs in case, blanks, hyphens and underscores, in one letter, or in two of six and more.
   */
  public static Optional<String> slip(String name, Collection<String> known) {
    return closest(name, known)
        .filter(
            other ->
                alike(name, other) || other.length() >= LONG_ENOUGH || edits(name, other) == 1);
  }

  /** Whether names differ in nothing but case, blanks, hyphens and underscores. */
  public static boolean alike(String name, String other) {
    return bare(name).equals(bare(other));
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }

  private static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .filter(other -> Math.abs(other.length() - name.length()) <= MOST_EDITS)
        .filter(other -> edits(name, other) <= Math.min(MOST_EDITS, other.length() / 2))
        .min(Comparator.comparingInt(other -> edits(name, other)));
  }

  /** Levenshtein distance: d(i,j) = min(d(i-1,j)+1, d(i,j-1)+1, d(i-1,j-1)+[a_i != b_j]). */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
