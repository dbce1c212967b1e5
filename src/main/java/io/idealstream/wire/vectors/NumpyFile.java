package io.idealstream.wire.vectors;

import io.idealstream.math.Progress;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Misconfigured;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The rows of a NumPy matrix, one in memory at a time: of an {@code .npy} file, or of the one array
 * of two dimensions in an {@code .npz} file.
 */
public final class NumpyFile {

  /** Makes something of one row. */
  @FunctionalInterface
  interface Reader {
    /**
     * @param number of the row, from 1
     * @throws IllegalArgumentException saying why the row cannot be used
     */
    void read(double[] row, long number);
  }

  private static final int READ_AT_ONCE = 1 << 16;

  private NumpyFile() {}

  /** Whether a file is one by its name. */
  public static boolean isNamed(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".npy") || name.endsWith(".npz");
  }

  /**
   * Reads every row; those that cannot be used become problems.
   *
   * @param rows how many there must be; empty for any number
   * @throws Misconfigured if the file cannot be read, or holds no such matrix
   */
  static void read(
      Path file, OptionalLong rows, Reader reader, LineProblems problems, Progress progress) {
    if (!isNamed(file)) {
      throw new Misconfigured(
          file.toString(), List.of("expected a NumPy matrix, whose name ends with .npy or .npz"));
    }
    try {
      if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
        try (InputStream bytes = Files.newInputStream(file)) {
          read(file, bytes, rows, reader, problems, progress);
        }
      } else {
        try (ZipFile zip = new ZipFile(file.toFile());
            InputStream bytes = zip.getInputStream(matrix(file, zip))) {
          read(file, bytes, rows, reader, problems, progress);
        }
      }
    } catch (NoSuchFileException missing) {
      throw new Misconfigured(file.toString(), List.of("there is no such file"));
    } catch (IOException broken) {
      throw new Misconfigured(
          file.toString(), List.of("the file cannot be read: " + broken.getMessage()));
    }
  }

  private static ZipEntry matrix(Path file, ZipFile zip) throws IOException {
    List<ZipEntry> found = new ArrayList<>();
    for (ZipEntry entry : zip.stream().toList()) {
      try (InputStream bytes = new BufferedInputStream(zip.getInputStream(entry))) {
        if (entry.getName().endsWith(".npy") && NumpyHeader.read(bytes).isMatrix()) {
          found.add(entry);
        }
      }
    }
    if (found.size() != 1) {
      throw new Misconfigured(
          file.toString(),
          List.of(
              "expected one array of two dimensions, found %d %s"
                  .formatted(found.size(), found.stream().map(ZipEntry::getName).toList())));
    }
    return found.get(0);
  }

  private static void read(
      Path file,
      InputStream stream,
      OptionalLong rows,
      Reader reader,
      LineProblems problems,
      Progress progress)
      throws IOException {
    InputStream bytes = new BufferedInputStream(stream, READ_AT_ONCE);
    NumpyHeader header = NumpyHeader.read(bytes);
    if (!header.isMatrix()) {
      throw new Misconfigured(file.toString(), List.of("expected an array of two dimensions"));
    }
    if (rows.isPresent() && header.rows() != rows.getAsLong()) {
      throw new Misconfigured(
          file.toString(),
          List.of(
              "%s, expected %d: a row for each line that names one"
                  .formatted(Count.of(header.rows(), "row"), rows.getAsLong())));
    }
    for (long row = 1; row <= header.rows(); row++) {
      try {
        reader.read(header.row(bytes), row);
      } catch (IllegalArgumentException why) {
        problems.note(file, "row %d: %s".formatted(row, why.getMessage()));
      }
      progress.at(row, header.rows());
    }
  }
}
