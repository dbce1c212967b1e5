package io.idealstream.job;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Where checkpoints are written. */
final class CheckpointFolder {
  private CheckpointFolder() {}

  /**
   * Why checkpoints cannot be written there; empty when they can. What has to be made for the trial
   * is gone afterwards.
   */
  static Optional<String> problem(String uri) {
    try {
      Path folder = new Path(uri);
      FileSystem files = folder.getFileSystem();
      if (files.exists(folder) && !files.getFileStatus(folder).isDir()) {
        return Optional.of("expected a folder, found a file: " + uri);
      }
      tryOut(files, folder);
      return Optional.empty();
    } catch (IOException | IllegalArgumentException why) {
      return Optional.of(
          "expected a folder that can be written to, found " + uri + ": " + said(why));
    }
  }

  private static void tryOut(FileSystem files, Path folder) throws IOException {
    List<Path> missing = missing(files, folder);
    Path trial = new Path(folder, "idealstream-trial-" + UUID.randomUUID());
    try {
      if (!files.mkdirs(folder)) {
        throw new IOException("it cannot be created");
      }
      try (OutputStream out = files.create(trial, FileSystem.WriteMode.NO_OVERWRITE)) {
        out.write(1);
      }
      files.delete(trial, false);
    } finally {
      removeEmpty(files, missing);
    }
  }

  /** The folders that have to be made, the innermost first. */
  private static List<Path> missing(FileSystem files, Path folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path each = folder; each != null && !files.exists(each); each = each.getParent()) {
      missing.add(each);
    }
    return missing;
  }

  /** Whoever starts the job makes them again, and owns them then. */
  private static void removeEmpty(FileSystem files, List<Path> folders) throws IOException {
    for (Path folder : folders) {
      if (files.exists(folder) && files.listStatus(folder).length == 0) {
        files.delete(folder, false);
      }
    }
  }

  private static String said(Exception why) {
    String message =
        why.getMessage() == null ? "" : why.getMessage().lines().findFirst().orElse("");
    return message.isEmpty() ? why.getClass().getSimpleName() : message;
  }
}
