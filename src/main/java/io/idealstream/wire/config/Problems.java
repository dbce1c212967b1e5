package io.idealstream.wire.config;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file or a set of settings, in the order it was found. */
public final class Problems {

  private final List<String> sentences = new ArrayList<>();

  /** Notes that something other than expected stands at a path. */
  public void expected(String path, String expected, Object found) {
    note(path, "expected " + expected + ", found " + Found.describe(found));
  }

  /** Notes any other problem of a path. */
  public void note(String path, String sentence) {
    sentences.add((path.isEmpty() ? "" : path + ": ") + sentence);
  }

  public boolean none() {
    return sentences.isEmpty();
  }

  public List<String> sentences() {
    return List.copyOf(sentences);
  }

  /**
   * Ends a reading.
   *
   * @param what names the file or the settings
   * @throws Misconfigured if anything was noted
   */
  public void refuseIfAny(String what) {
    if (!none()) {
      throw new Misconfigured(what, sentences());
    }
  }
}
