package io.idealstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Pictures that a user names one by one or by their folder. */
final class PictureFiles {
  private static final List<String> ENDINGS =
      List.of(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".tif", ".tiff");

  private PictureFiles() {}

  /** Files as they are named; of a folder every picture, by name, at any depth. */
  static List<Path> in(List<Path> paths) throws IOException {
    List<Path> pictures = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        pictures.add(path);
        continue;
      }
      try (Stream<Path> files = Files.walk(path)) {
        files.filter(PictureFiles::isPicture).sorted().forEach(pictures::add);
      }
    }
    return pictures;
  }

  private static boolean isPicture(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && ENDINGS.stream().anyMatch(name::endsWith);
  }
}
