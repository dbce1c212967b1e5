package io.idealstream.wire.dataset;

import io.idealstream.wire.config.Found;
import io.idealstream.wire.config.Misconfigured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A list of plain values that {@code torch.save} wrote. Up to PyTorch 1.5 the file is a row of
 * pickles, three that describe it before the value; since then an archive with the value as {@code
 * data.pkl}. No class of the file's is made: the values are lists, maps, texts and numbers.
 */
final class TorchFile {

  private static final int ZIP_MARK = 'P';
  private static final int PICKLES_BEFORE_THE_VALUE = 3;

  /** Lists of published data sets have a tenth of it. */
  private static final int MAX_BYTES = 256 << 20;

  private TorchFile() {}

  /**
   * The file's list.
   *
   * @throws Misconfigured if the file cannot be read or holds something else
   */
  static List<?> read(Path file) {
    if (!Files.exists(file)) {
      throw new Misconfigured(file.toString(), List.of("there is no such file"));
    }
    Object value;
    try {
      value = isArchive(file) ? archived(file) : pickled(file);
    } catch (IOException | RuntimeException | StackOverflowError broken) {
      // the unpickler throws what it meets, and hashes what holds itself
      throw new Misconfigured(
          file.toString(), List.of("not a list that torch.save wrote: " + broken.getMessage()));
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw new Misconfigured(
        file.toString(), List.of("expected a list, found " + Found.describe(value)));
  }

  private static boolean isArchive(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return bytes.read() == ZIP_MARK;
    }
  }

  private static Object pickled(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      ByteArrayInputStream bytes = inMemory(in);
      for (int i = 0; i < PICKLES_BEFORE_THE_VALUE; i++) {
        new BoundedUnpickler(bytes).load();
      }
      return new BoundedUnpickler(bytes).load();
    }
  }

  private static Object archived(Path file) throws IOException {
    try (ZipFile archive = new ZipFile(file.toFile())) {
      ZipEntry value =
          archive.stream()
              .map(ZipEntry.class::cast)
              .filter(entry -> entry.getName().endsWith("/data.pkl"))
              .findFirst()
              .orElseThrow(() -> new IOException("the archive has no data.pkl"));
      try (InputStream in = archive.getInputStream(value)) {
        return new BoundedUnpickler(inMemory(in)).load();
      }
    }
  }

  private static ByteArrayInputStream inMemory(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("more than " + MAX_BYTES + " bytes");
    }
    return new ByteArrayInputStream(bytes);
  }
}
