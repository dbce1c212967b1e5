package io.idealstream.wire.dataset;

import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.vectors.LineProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Pictures as they are read. Few combinations of values occur: each is held once. Mutable. */
final class PictureList {

  private final List<LabelledPicture> pictures = new ArrayList<>();
  private final Map<Map<String, String>, Map<String, String>> combinations = new HashMap<>();
  private final Set<List<Object>> listed = new HashSet<>();
  private final LineProblems problems;

  PictureList(LineProblems problems) {
    this.problems = problems;
  }

  /**
   * Adds a picture that may be listed once: it would count twice otherwise. Of personal concepts a
   * picture may show several, and each may be asked for by several captions.
   *
   * @throws IllegalArgumentException if it is listed already
   */
  void addOnce(Path file, Map<String, String> values, Split split, String caption) {
    if (!listed.add(
        Arrays.asList(file.toAbsolutePath().normalize(), values.get("concept"), caption))) {
      throw new IllegalArgumentException(
          "%s is listed already; it counts once, as it was listed first".formatted(file));
    }
    add(file, values, split, caption);
  }

  void add(Path file, Map<String, String> values, Split split, String caption) {
    Map<String, String> held = combinations.computeIfAbsent(new TreeMap<>(values), Map::copyOf);
    pictures.add(new LabelledPicture(file, held, split, caption));
  }

  int size() {
    return pictures.size();
  }

  /** Pictures that belong to no split. */
  long withoutSplit() {
    return pictures.stream().filter(picture -> picture.split() == null).count();
  }

  LabelledPictures of(String name, Optional<SpaceDefinition> space) {
    return of(name, space, Optional.empty());
  }

  /** A data set as its authors lay it out, by the name under which numbers are published. */
  LabelledPictures published(String name, Optional<SpaceDefinition> space) {
    return of(name, space, Optional.of(name));
  }

  private LabelledPictures of(
      String name, Optional<SpaceDefinition> space, Optional<String> published) {
    return new LabelledPictures(name, pictures, space, problems.sentences(), published);
  }
}
