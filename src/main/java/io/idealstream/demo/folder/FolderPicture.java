package io.idealstream.demo.folder;

import java.nio.file.Path;
import java.util.Map;

/**
 * A picture of the folder.
 *
 * @param name its place below the folder, with slashes
 * @param values factor to the value that the folder says is true of it; empty where it says nothing
 */
public record FolderPicture(String name, Path file, Map<String, String> values) {

  public FolderPicture {
    values = Map.copyOf(values);
  }
}
