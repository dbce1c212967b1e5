package io.idealstream.demo.feed;

import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The space files that come with the project, as they lie on the class path. */
public final class Spaces {

  static final List<String> FILES = List.of("birds.yaml", "colors.yaml", "scenes.yaml");

  private Spaces() {}

  public static List<SpaceDefinition> bundled() {
    return FILES.stream().map(Spaces::read).toList();
  }

  private static SpaceDefinition read(String file) {
    try (InputStream bytes = Spaces.class.getResourceAsStream("/spaces/" + file)) {
      if (bytes == null) {
        throw new IllegalStateException("expected /spaces/" + file + " on the class path");
      }
      return SpaceFile.read(file, bytes.readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
