package io.idealstream.decision;

import java.util.Locale;

/** Why an item gets no label. */
public enum Abstention {
  /** The item is not about the space. */
  OUTSIDE,
  /** The word behind the answer is little more than noise. */
  UNCERTAIN,
  /** The best value is not probable enough. */
  THRESHOLD;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The name that consumers see. */
  public String code() {
    return code;
  }
}
