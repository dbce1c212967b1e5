package io.idealstream.wire.dataset;

import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.config.Section;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.space.SpaceParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prompts that come with the project. */
final class Presets {

  private Presets() {}

  /** The space of a published data set. */
  static SpaceDefinition space(String name) {
    return read("/datasets/" + name + ".yaml");
  }

  /** A space that the demo labels by. */
  static SpaceDefinition demoSpace(String name) {
    return read("/spaces/" + name + ".yaml");
  }

  /**
   * Attributes and objects with the captions of Trager et al. 2023.
   *
   * @param attributes value to its phrases
   * @param objects value to its phrases
   */
  static SpaceDefinition pairs(
      String name, Map<String, Object> attributes, Map<String, Object> objects) {
    Map<String, Object> tree =
        Map.of(
            "space",
            name,
            "templates",
            List.of("an image of a {attribute} {object}"),
            "plain",
            Map.of(
                "attribute", List.of("an image of a {attribute} object"),
                "object", List.of("an image of a {object}")),
            "factors",
            new TreeMap<>(
                Map.of(
                    "attribute", Map.of("role", "label", "values", attributes),
                    "object", Map.of("role", "label", "values", objects))));
    Section section = new Section(tree, "", new Problems());
    SpaceDefinition space = SpaceParser.parse(section);
    section.problems().refuseIfAny(name);
    return space;
  }

  private static SpaceDefinition read(String resource) {
    try (InputStream file = Presets.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return SpaceFile.read(resource, file.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(resource + " cannot be read", broken);
    }
  }
}
