package io.idealstream.wire.dataset;

import io.idealstream.wire.Blank;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.config.Spelling;
import io.idealstream.wire.vectors.JsonLines;
import io.idealstream.wire.vectors.LineProblems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A list of one's own pictures: {@code manifest.csv} with the columns {@code path}, {@code split},
 * {@code caption} and one for each factor, or {@code manifest.jsonl} with lines {@code {"path":
 * ..., "values": {factor: value}, "split": ..., "caption": ...}}. All but the path may be missing;
 * it may be called {@code file} there, and counts from the list's folder.
 */
final class Manifest implements DataLayout {

  static final List<String> FILES = List.of("manifest.csv", "manifest.jsonl");
  private static final Set<String> FIELDS =
      Set.of("id", "path", "file", "values", "split", "caption");

  @Override
  public String description() {
    return "a list of one's own (manifest.csv or manifest.jsonl)";
  }

  @Override
  public boolean matches(Path folder) {
    return FILES.stream().map(folder::resolve).anyMatch(Files::isRegularFile);
  }

  @Override
  public LabelledPictures read(Path folder) {
    return readFile(
        FILES.stream()
            .map(folder::resolve)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no list in " + folder)));
  }

  /** Reads a list under any name; it is CSV if the name ends so, else lines of JSON. */
  static LabelledPictures readFile(Path file) {
    LineProblems problems = new LineProblems();
    PictureList pictures = new PictureList(problems);
    Path folder = file.toAbsolutePath().getParent();
    if (file.toString().endsWith(".csv")) {
      Set<String> columns = new TreeSet<>();
      CsvFile.read(
          file,
          List.of("path"),
          row -> {
            columns.addAll(row.keySet());
            add(pictures, folder, row);
          },
          problems);
      columns.removeAll(FIELDS);
      columns.forEach(column -> noteIfAlike(file, column, problems));
    } else {
      JsonLines.read(
          file, (line, number) -> add(pictures, folder, row(line)), problems, (done, all) -> {});
    }
    return pictures.of(String.valueOf(folder.getFileName()), Optional.empty());
  }

  /** Every other column is a factor's; one that is nearly called as ours is hardly meant so. */
  private static void noteIfAlike(Path file, String column, LineProblems problems) {
    FIELDS.stream()
        .filter(field -> Spelling.alike(column, field))
        .forEach(
            field ->
                problems.note(
                    file,
                    "column \"%s\" is taken for a factor; did you mean %s?"
                        .formatted(column, field)));
  }

  /** Adds the picture of a row. */
  static void add(PictureList pictures, Path folder, Map<String, String> row) {
    Map<String, String> values = new HashMap<>(row);
    values.values().removeIf(value -> value == null || Blank.is(value));
    String file = values.remove("file");
    String path = values.containsKey("path") ? values.remove("path") : file;
    if (path == null) {
      throw new IllegalArgumentException("expected a path, found none");
    }
    values.remove("id");
    String caption = values.remove("caption");
    String split = values.remove("split");
    pictures.addOnce(folder.resolve(path), values, split == null ? null : split(split), caption);
  }

  private static Split split(String name) {
    return Split.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected split train, validation or test, found " + name));
  }

  /** A line of JSON as a row of the table: the values stand beside the other fields. */
  private static Map<String, String> row(byte[] line) throws Unreadable {
    Map<String, Object> fields = Json.object(line);
    Map<String, String> row = new HashMap<>();
    Object values = fields.getOrDefault("values", Map.of());
    if (!(values instanceof Map<?, ?> named)) {
      throw new IllegalArgumentException("expected values as an object, found " + values);
    }
    named.forEach(
        (factor, value) -> row.put(factor.toString(), value == null ? null : text(factor, value)));
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      if (!FIELDS.contains(field.getKey())) {
        throw new IllegalArgumentException(
            "expected path, values, split and caption, found "
                + field.getKey()
                + Spelling.didYouMean(field.getKey(), FIELDS));
      }
      if (!field.getKey().equals("values") && field.getValue() != null) {
        row.put(field.getKey(), text(field.getKey(), field.getValue()));
      }
    }
    return row;
  }

  private static String text(Object field, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("expected %s as a text, found %s".formatted(field, value));
  }
}
