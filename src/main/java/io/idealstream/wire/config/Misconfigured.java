package io.idealstream.wire.config;

import java.util.List;

/** A file or a set of settings that cannot be used, with all its problems. */
public final class Misconfigured extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // always one of the JDK's serializable lists
  private final List<String> problems;

  /**
   * All problems of one file or set of settings.
   *
   * @param what names the file or the settings
   */
  public Misconfigured(String what, List<String> problems) {
    super(message(what, problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(String what, List<String> problems) {
    if (problems.size() == 1) {
      return what + ": " + problems.get(0);
    }
    return what + ": " + problems.size() + " problems\n  " + String.join("\n  ", problems);
  }

  public List<String> problems() {
    return problems;
  }
}
