package io.idealstream.math;

import java.util.Locale;

/**
 * The unit of decomposability scores.
 *
 * <p>The tables of Trager et al. 2023 (6 and 7) can only be reproduced with ideal and real words by
 * distance and the average by squared distance, though the text says squared throughout: {@link
 * #PAPER} is for comparing with them. R2 is free of units and always the better number.
 */
public enum ScoreMode {
  /** Distances. */
  DIST,
  /** Squared distances. */
  SQ,
  /** Ideal and real words by distance, average by squared distance. */
  PAPER;

  /** The distance of a cell from its approximation, in this mode's unit. */
  double ofCell(double squaredDistance) {
    return this == SQ ? squaredDistance : Math.sqrt(squaredDistance);
  }

  /** Whether the average over pairs takes squared distances. */
  boolean squaresPairs() {
    return this != DIST;
  }

  /**
   * The mode of a name as users write it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ScoreMode named(String name) {
    for (ScoreMode mode : values()) {
      if (mode.toString().equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("scores '%s', expected sq, dist or paper".formatted(name));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
