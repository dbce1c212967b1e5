package io.idealstream.model.fetch;

import io.idealstream.model.ModelJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The models that can be fetched by name.
 *
 * @param models by name, in alphabetical order
 */
public record Catalogue(Map<String, Entry> models) {

  /**
   * One model.
   *
   * @param revision the commit that the sizes and digests belong to
   */
  public record Entry(
      String name,
      String about,
      String licence,
      String repository,
      String revision,
      List<RemoteFile> files) {

    public long bytes() {
      return files.stream().mapToLong(RemoteFile::bytes).sum();
    }
  }

  /**
   * One file of a model.
   *
   * @param path inside the model's folder
   * @param sha256 64 hexadecimal digits
   */
  public record RemoteFile(String path, long bytes, String sha256) {}

  /** The catalogue that comes with idealstream. */
  public static Catalogue bundled() {
    try (InputStream in = Catalogue.class.getResourceAsStream("/models/catalogue.json")) {
      return parse(ModelJson.parse("catalogue.json", in.readAllBytes()));
    } catch (IOException e) {
      throw new IllegalStateException("catalogue.json cannot be read from the jar", e);
    }
  }

  static Catalogue parse(ModelJson json) {
    Map<String, Entry> models = new TreeMap<>();
    ModelJson all = json.get("models");
    for (var field : all.fields()) {
      models.put(field.getKey(), entry(field.getKey(), all.get(field.getKey())));
    }
    return new Catalogue(models);
  }

  public Optional<Entry> find(String name) {
    return Optional.ofNullable(models.get(name));
  }

  private static Entry entry(String name, ModelJson json) {
    List<RemoteFile> files = new ArrayList<>();
    for (ModelJson file : json.get("files").elements()) {
      files.add(
          new RemoteFile(
              file.get("path").text(),
              (long) file.get("bytes").number(),
              file.get("sha256").text()));
    }
    return new Entry(
        name,
        json.get("about").text(),
        json.get("licence").text(),
        json.get("repository").text(),
        json.get("revision").text(),
        List.copyOf(files));
  }
}
