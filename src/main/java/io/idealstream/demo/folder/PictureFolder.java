package io.idealstream.demo.folder;

import io.idealstream.wire.codec.Json;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.vectors.JsonLines;
import io.idealstream.wire.vectors.LineProblems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a folder says of its pictures: by a file {@value #MANIFEST} with a line of JSON for each, or
 * else by the names of the subfolders that they lie in.
 */
public final class PictureFolder {

  /** Lines such as {@code {"file": "a/1.jpg", "values": {"bird": "duck", "place": "lake"}}}. */
  public static final String MANIFEST = "manifest.jsonl";

  /** What the names of first subfolders are values of, and those of second ones. */
  static final List<String> LEVELS = List.of("kind", "setting");

  private PictureFolder() {}

  /**
   * The pictures with their values.
   *
   * @param pictures files below the folder
   * @throws Misconfigured naming the lines of a manifest that cannot be used
   */
  public static List<FolderPicture> read(Path folder, List<Path> pictures) {
    Path manifest = folder.resolve(MANIFEST);
    Map<String, Map<String, String>> said = Files.exists(manifest) ? readManifest(manifest) : null;
    List<FolderPicture> found = new ArrayList<>();
    for (Path file : pictures) {
      String name = name(folder, file);
      found.add(
          new FolderPicture(
              name, file, said == null ? byFolders(name) : said.getOrDefault(name, Map.of())));
    }
    return found;
  }

  private static String name(Path folder, Path file) {
    List<String> parts = new ArrayList<>();
    folder.relativize(file).forEach(part -> parts.add(part.toString()));
    return String.join("/", parts);
  }

  private static Map<String, String> byFolders(String name) {
    String[] parts = name.split("/");
    Map<String, String> values = new LinkedHashMap<>();
    for (int level = 0; level < Math.min(LEVELS.size(), parts.length - 1); level++) {
      values.put(LEVELS.get(level), parts[level]);
    }
    return values;
  }

  private static Map<String, Map<String, String>> readManifest(Path file) {
    Map<String, Map<String, String>> said = new LinkedHashMap<>();
    LineProblems problems = new LineProblems();
    JsonLines.read(
        file,
        (line, number) -> {
          Map<String, Object> fields = Json.object(line);
          if (!(fields.get("file") instanceof String name)
              || !(fields.get("values") instanceof Map<?, ?> values)) {
            throw new IllegalArgumentException(
                "expected {\"file\": NAME, \"values\": {FACTOR: VALUE}}");
          }
          Map<String, String> texts = new LinkedHashMap<>();
          values.forEach((factor, value) -> texts.put((String) factor, String.valueOf(value)));
          said.put(name, texts);
        },
        problems,
        (done, of) -> {});
    if (!problems.sentences().isEmpty()) {
      throw new Misconfigured(file.toString(), problems.sentences());
    }
    return said;
  }
}
