package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.idealstream.wire.Feedback;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.FeedbackReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.config.Misconfigured;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads files of feedback, by the rules of its topic. */
final class FeedbackLines {
  private static final Path STANDARD_INPUT = Path.of("-");
  private static final int SHOWN = 20;

  private final FeedbackReader reader = new FeedbackReader(ReadingLimits.DEFAULT);
  private final List<Line> feedback = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Feedback and where it stands.
   *
   * @param place of the line, for people
   */
  record Line(String place, Feedback feedback) {}

  private FeedbackLines() {}

  /**
   * All feedback of some files; a time that a line leaves out is now.
   *
   * @throws Misconfigured naming every line that cannot be used
   */
  static List<Line> read(List<Path> files) {
    FeedbackLines lines = new FeedbackLines();
    files.forEach(lines::read);
    if (!lines.problems.isEmpty()) {
      List<String> shown =
          new ArrayList<>(lines.problems.subList(0, Math.min(SHOWN, lines.problems.size())));
      if (lines.problems.size() > SHOWN) {
        shown.add("and " + (lines.problems.size() - SHOWN) + " more");
      }
      throw new Misconfigured("the feedback cannot be used, and none was sent", shown);
    }
    return lines.feedback;
  }

  private void read(Path file) {
    try (InputStream bytes =
        file.equals(STANDARD_INPUT)
            ? System.in
            : new BufferedInputStream(Files.newInputStream(file))) {
      read(file, bytes);
    } catch (NoSuchFileException missing) {
      problems.add(file + ": there is no such file");
    } catch (IOException broken) {
      problems.add(file + ": cannot be read: " + broken.getMessage());
    }
  }

  private void read(Path file, InputStream bytes) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int number = 1;
    for (int next = bytes.read(); next >= 0; next = bytes.read()) {
      if (next == '\n') {
        take(file, number++, line);
      } else {
        line.write(next);
      }
    }
    take(file, number, line);
  }

  private void take(Path file, int number, ByteArrayOutputStream line) {
    byte[] text = line.toByteArray();
    line.reset();
    if (new String(text, ISO_8859_1).isBlank()) {
      return;
    }
    String place = file + ", line " + number;
    try {
      TopicRecord record =
          new TopicRecord(
              file.toString(), 0, number, System.currentTimeMillis(), null, text, List.of());
      feedback.add(new Line(place, reader.read(record)));
    } catch (Unreadable why) {
      problems.add(place + ": " + why.getMessage());
    }
  }
}
