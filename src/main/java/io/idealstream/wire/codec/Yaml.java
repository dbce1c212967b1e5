package io.idealstream.wire.codec;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.config.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads files that people write: YAML, and so also JSON. Plain values only: no tags, no aliases, no
 * second document.
 */
public final class Yaml {

  private static final int LARGEST_FILE = 16 * 1024 * 1024;

  private Yaml() {}

  /**
   * The file's one object, with no problem noted yet.
   *
   * @throws Misconfigured if there is no such file, or it holds something else
   */
  public static Section read(Path file) {
    return read(file.toString(), bytes(file));
  }

  /**
   * The same as a map of maps, lists, texts, Long, Double, Boolean and null.
   *
   * @throws Misconfigured if there is no such file, or it holds something else
   */
  public static Map<String, Object> tree(Path file) {
    try {
      return fields(bytes(file));
    } catch (Unreadable broken) {
      throw new Misconfigured(file.toString(), List.of(broken.getMessage()));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new Misconfigured(file.toString(), List.of("there is no such file"));
    } catch (IOException unreadable) {
      throw new Misconfigured(file.toString(), List.of("cannot be read: " + unreadable));
    }
  }

  /**
   * The same of bytes.
   *
   * @param name of the file, for messages
   */
  public static Section read(String name, byte[] bytes) {
    try {
      return new Section(fields(bytes), "", new Problems());
    } catch (Unreadable broken) {
      throw new Misconfigured(name, List.of(broken.getMessage()));
    }
  }

  private static Map<String, Object> fields(byte[] bytes) throws Unreadable {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST_FILE);
    YAMLFactory factory = YAMLFactory.builder().loaderOptions(options).build();
    try (YAMLParser parser = factory.createParser(JsonTree.utf8(bytes))) {
      return Place.root().object(new TreeBuilder(new WithoutAliases(parser)).read());
    } catch (JsonProcessingException broken) {
      throw new Unreadable(Reason.NOT_JSON, "not YAML: " + JsonTree.explain(broken));
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", impossible);
    }
  }

  /** Jackson would hand out the alias's own name in place of what it stands for. */
  private static final class WithoutAliases extends JsonParserDelegate {

    private final YAMLParser yaml;

    WithoutAliases(YAMLParser yaml) {
      super(yaml);
      this.yaml = yaml;
    }

    @Override
    public JsonToken nextToken() throws IOException {
      JsonToken token = yaml.nextToken();
      if (yaml.isCurrentAlias()) {
        throw new JsonParseException(yaml, "aliases (*name) are not taken; write it out");
      }
      return token;
    }
  }
}
