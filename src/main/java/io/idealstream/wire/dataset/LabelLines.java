package io.idealstream.wire.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.vectors.LineProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A text file with a line for each row of a matrix. Blank lines are passed over. */
final class LabelLines {

  /** Makes something of one line. */
  @FunctionalInterface
  interface Reader {
    /**
     * @throws IllegalArgumentException saying why the line cannot be used
     */
    void read(String line);
  }

  private LabelLines() {}

  /** The values of a line, commas or tabs between them. */
  static List<String> values(String line) {
    return Stream.of(line.split("[,\t]", -1)).map(String::strip).toList();
  }

  /**
   * Reads every line; those that cannot be used become problems.
   *
   * @throws Misconfigured if the file cannot be read
   */
  static void read(Path file, Reader reader, LineProblems problems) {
    List<String> lines = lines(file);
    for (int n = 0; n < lines.size(); n++) {
      if (!lines.get(n).isBlank()) {
        try {
          reader.read(lines.get(n));
        } catch (IllegalArgumentException why) {
          problems.note(file, n + 1L, why.getMessage());
        }
      }
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (NoSuchFileException missing) {
      throw new Misconfigured(file.toString(), List.of("there is no such file"));
    } catch (IOException broken) {
      throw new Misconfigured(
          file.toString(), List.of("the file cannot be read: " + broken.getMessage()));
    }
  }
}
