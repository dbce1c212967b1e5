package io.idealstream.wire.vectors;

import io.idealstream.wire.config.Misconfigured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the lines of some files: the first sentences, and how many more there are. */
public final class LineProblems {

  private static final int SHOWN = 20;

  private final List<String> sentences = new ArrayList<>();
  private long unshown;

  /**
   * Notes a line that cannot be used.
   *
   * @param number of the line, from 1
   */
  public void note(Path file, long number, String sentence) {
    note(file + ", line " + number + ": " + sentence);
  }

  /** Notes what is wrong with a file as a whole. */
  public void note(Path file, String sentence) {
    note(file + ": " + sentence);
  }

  private void note(String sentence) {
    if (sentences.size() < SHOWN) {
      sentences.add(sentence);
    } else {
      unshown++;
    }
  }

  boolean none() {
    return sentences.isEmpty();
  }

  /** The first sentences, and how many more there are. */
  public List<String> sentences() {
    List<String> all = new ArrayList<>(sentences);
    if (unshown > 0) {
      all.add("and " + unshown + " more");
    }
    return all;
  }

  /**
   * Ends the reading.
   *
   * @throws Misconfigured if anything was noted
   */
  public void refuseIfAny() {
    if (!none()) {
      throw new Misconfigured("the vectors cannot be used", sentences());
    }
  }
}
