package io.idealstream.wire.vectors;

import io.idealstream.math.Progress;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.Misconfigured;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a file, one in memory at a time. Lines end with LF or CR LF; blank ones are passed
 * over, and so is a byte order mark. A file whose name ends with {@code .gz} is unpacked.
 */
public final class JsonLines {

  /** Makes something of one line. */
  @FunctionalInterface
  public interface Reader {
    /**
     * @param number of the line, from 1
     * @throws Unreadable saying why the line is no record
     * @throws IllegalArgumentException saying why the record cannot be used
     */
    void read(byte[] line, long number) throws Unreadable;
  }

  /** A vector of 4096 numbers takes about 100 kB. */
  private static final int LONGEST = 16 << 20;

  private static final int READ_AT_ONCE = 1 << 16;
  private static final int LINES_PER_STEP = 256;

  private final Path file;
  private final LineProblems problems;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long length;
  private long number;

  private JsonLines(Path file, LineProblems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads every line; those that cannot be used become problems.
   *
   * @param progress hears of the bytes read
   * @throws Misconfigured if the file cannot be read
   */
  public static void read(Path file, Reader reader, LineProblems problems, Progress progress) {
    try (InputStream bytes = new BufferedInputStream(opened(file), READ_AT_ONCE)) {
      new JsonLines(file, problems).read(bytes, reader, progress, Files.size(file));
    } catch (NoSuchFileException missing) {
      throw new Misconfigured(file.toString(), List.of("there is no such file"));
    } catch (IOException broken) {
      throw new Misconfigured(
          file.toString(), List.of("the file cannot be read: " + broken.getMessage()));
    }
  }

  private static InputStream opened(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, READ_AT_ONCE) : bytes;
  }

  private void read(InputStream bytes, Reader reader, Progress progress, long size)
      throws IOException {
    long done = 0;
    for (int next = bytes.read(); next >= 0; next = bytes.read()) {
      done++;
      if (next != '\n') {
        take(next);
        continue;
      }
      end(reader);
      if (number % LINES_PER_STEP == 0) {
        progress.at(Math.min(done, size), size);
      }
    }
    if (length > 0) {
      end(reader);
    }
    progress.at(size, size);
  }

  private void take(int next) {
    length++;
    if (length <= LONGEST) {
      line.write(next);
    }
  }

  private void end(Reader reader) {
    number++;
    byte[] read = line.toByteArray();
    boolean tooLong = length > LONGEST;
    line.reset();
    length = 0;
    if (tooLong) {
      problems.note(file, number, "the line is longer than %d MiB".formatted(LONGEST >> 20));
    } else if (!isBlank(read)) {
      offer(read, reader);
    }
  }

  private void offer(byte[] read, Reader reader) {
    try {
      reader.read(read, number);
    } catch (Unreadable why) {
      // the parser counts lines within the record, which is always its first
      problems.note(file, number, why.getMessage().replace("(line 1, column", "(column"));
    } catch (IllegalArgumentException why) {
      problems.note(file, number, why.getMessage());
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte each : line) {
      if (each != ' ' && each != '\t' && each != '\r') {
        return false;
      }
    }
    return true;
  }
}
