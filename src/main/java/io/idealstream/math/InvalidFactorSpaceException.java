package io.idealstream.math;

import java.util.List;

/** Factors that make no space, with everything that is wrong about them. */
public final class InvalidFactorSpaceException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  InvalidFactorSpaceException(List<String> problems) {
    super("factors make no space: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence per problem, in the order of the factors. */
  public List<String> problems() {
    return problems;
  }
}
