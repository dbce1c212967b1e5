package io.idealstream.wire.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders made by hand. */
final class Folders {

  private final Path root;

  Folders(Path root) {
    this.root = root;
  }

  Folders file(String name, String... lines) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, String.join("\n", lines) + "\n");
      return this;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Folders copy(String name, String resource) {
    try (var bytes = Folders.class.getResourceAsStream(resource)) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.copy(bytes, file);
      return this;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  LabelledPictures read() {
    return DataSets.read(root.toString());
  }
}
