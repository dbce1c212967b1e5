package io.idealstream.demo.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A space to begin with, of the values that a folder names: the first factor is labelled, and the
 * others are what its labels should not depend on.
 */
public final class StarterSpace {

  static final String NAME = "folder";

  private StarterSpace() {}

  /**
   * The space of pictures.
   *
   * @throws Misconfigured in a sentence, where their values make none
   */
  public static SpaceDefinition of(List<FolderPicture> pictures) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (FolderPicture picture : pictures) {
      new TreeMap<>(picture.values())
          .forEach(
              (factor, value) ->
                  values.computeIfAbsent(factor, unseen -> new TreeSet<>()).add(value));
    }
    values.values().removeIf(names -> names.size() < 2);
    if (values.isEmpty()) {
      throw new Misconfigured(
          "--pictures",
          List.of(
              "there are no subfolders of two names or more, and no "
                  + PictureFolder.MANIFEST
                  + " that names two values of a factor; name a space by --space"));
    }
    return SpaceFile.read("the starter space", Json.text(tree(values)).getBytes(UTF_8));
  }

  private static Map<String, Object> tree(Map<String, Set<String>> values) {
    String label = values.keySet().iterator().next();
    String spurious =
        values.keySet().stream().skip(1).map(", {%s}"::formatted).collect(Collectors.joining());
    Map<String, Object> factors = new LinkedHashMap<>();
    values.forEach(
        (factor, names) ->
            factors.put(
                factor,
                Map.of(
                    "role", factor.equals(label) ? "label" : "spurious", "values", named(names))));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("space", NAME);
    tree.put("templates", List.of("a photo of a {" + label + "}" + spurious));
    tree.put("plain", Map.of(label, List.of("a photo of a {" + label + "}")));
    tree.put("factors", factors);
    return tree;
  }

  /** Each name and its phrase. */
  private static Map<String, Object> named(Set<String> names) {
    Map<String, Object> phrases = new LinkedHashMap<>();
    names.forEach(name -> phrases.put(name, List.of(name.replaceAll("[_-]+", " ").strip())));
    return phrases;
  }
}
