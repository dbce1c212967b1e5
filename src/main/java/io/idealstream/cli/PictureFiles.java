package io.idealstream.cli;

import io.idealstream.model.image.PictureFormats;
import io.idealstream.wire.dataset.DataSets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pictures that a user names one by one or by their folder. */
final class PictureFiles {

  private PictureFiles() {}

  /**
   * Files as they are named; of a folder every picture, by name, at any depth; each file once. What
   * a picture is its first bytes tell, whatever the file is called.
   *
   * @param passedOver hears of every other file of a folder but lists of pictures, and of what was
   *     named before
   */
  static List<Path> in(List<Path> paths, PassedOver passedOver) throws IOException {
    Map<Path, Path> pictures = new LinkedHashMap<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        add(path, pictures, passedOver);
        continue;
      }
      for (Path file : filesOf(path, passedOver)) {
        Optional<String> refusal = refusal(file);
        if (refusal.isEmpty()) {
          add(file, pictures, passedOver);
        } else if (!DataSets.isManifest(file)) {
          passedOver.add(file, refusal.get());
        }
      }
    }
    return List.copyOf(pictures.values());
  }

  private static void add(Path file, Map<Path, Path> pictures, PassedOver passedOver) {
    Path before = pictures.putIfAbsent(file.toAbsolutePath().normalize(), file);
    if (before != null) {
      passedOver.add(file, "named already, as " + before);
    }
  }

  /** Why a file is no picture; empty where it is one. */
  static Optional<String> refusal(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.of(Files.exists(file) ? "no regular file" : "there is no such file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return PictureFormats.refusal(in.readNBytes(PictureFormats.BEGINNING));
    } catch (IOException e) {
      return Optional.of("cannot be read: " + e.getMessage());
    }
  }

  private static List<Path> filesOf(Path folder, PassedOver passedOver) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException why) {
            passedOver.add(file, "cannot be read: " + why.getMessage());
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }
}
