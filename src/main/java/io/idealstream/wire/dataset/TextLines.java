package io.idealstream.wire.dataset;

import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.vectors.LineProblems;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Lists of words separated by blanks, one entry a line. Blank lines are passed over. */
final class TextLines {

  /** Makes something of one line. */
  @FunctionalInterface
  interface Reader {
    /**
     * @param number of the line, from 1
     * @throws IllegalArgumentException saying why the line cannot be used
     */
    void read(List<String> words, long number);
  }

  private TextLines() {}

  /**
   * Reads every line; those that cannot be used become problems.
   *
   * @throws Misconfigured if the file cannot be read
   */
  static void read(Path file, Reader reader, LineProblems problems) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          offer(file, line, number, reader, problems);
        }
      }
    } catch (NoSuchFileException missing) {
      throw new Misconfigured(file.toString(), List.of("there is no such file"));
    } catch (IOException broken) {
      throw new Misconfigured(
          file.toString(), List.of("the file cannot be read: " + broken.getMessage()));
    }
  }

  private static void offer(
      Path file, String line, long number, Reader reader, LineProblems problems) {
    try {
      reader.read(Arrays.asList(line.strip().split("\\s+")), number);
    } catch (IllegalArgumentException why) {
      problems.note(file, number, why.getMessage());
    }
  }
}
