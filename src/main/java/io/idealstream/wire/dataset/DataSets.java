package io.idealstream.wire.dataset;

import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Data sets by folder, by list, or by the name of a bundled one. */
public final class DataSets {

  private static final List<DataLayout> LAYOUTS =
      List.of(
          new Manifest(),
          new Waterbirds(),
          new CelebA(),
          new CompositionalSplit(),
          new PersonalConcepts());

  private static final String BIRDS = "birds";
  private static final String THINGS = "things";
  private static final String CONCEPTS = "concepts";

  /** Birds on land and on water, things in several colours, and personal concepts. */
  private static final List<String> BUNDLED = List.of(BIRDS, THINGS, CONCEPTS);

  private DataSets() {}

  /** Whether a file is called as a list of one's own pictures is, beside which they lie. */
  public static boolean isManifest(Path file) {
    return Manifest.FILES.contains(file.getFileName().toString());
  }

  /** Names of the data sets that come with the project. */
  public static List<String> bundled() {
    return BUNDLED;
  }

  /**
   * The data set of a folder in a known layout, of a list (CSV, or lines of JSON), or of a bundled
   * name.
   *
   * @throws Misconfigured if there is no such data set, or its lists cannot be used
   */
  public static LabelledPictures read(String place) {
    if (BUNDLED.contains(place)) {
      return bundled(place);
    }
    Path path = Path.of(place);
    if (Files.isRegularFile(path)) {
      return Manifest.readFile(path);
    }
    if (!Files.isDirectory(path)) {
      throw new Misconfigured(
          place, List.of("expected a folder, a list of pictures or one of %s".formatted(BUNDLED)));
    }
    List<DataLayout> found = LAYOUTS.stream().filter(layout -> layout.matches(path)).toList();
    if (found.size() != 1) {
      throw new Misconfigured(place, List.of(expected(found)));
    }
    return found.get(0).read(path);
  }

  private static String expected(List<DataLayout> found) {
    List<DataLayout> listed = found.isEmpty() ? LAYOUTS : found;
    List<String> descriptions = listed.stream().map(DataLayout::description).toList();
    return (found.isEmpty() ? "expected the files of one of " : "more than one data set: ")
        + String.join(", ", descriptions);
  }

  private static LabelledPictures bundled(String name) {
    if (name.equals(CONCEPTS)) {
      return Manifest.readFile(resource("/samples/concepts/manifest.jsonl"));
    }
    LabelledPictures all = Manifest.readFile(resource("/samples/samples.jsonl"));
    SpaceDefinition space = name.equals(BIRDS) ? Presets.demoSpace(name) : Presets.space(name);
    List<LabelledPicture> pictures =
        all.pictures().stream()
            .filter(picture -> picture.values().keySet().containsAll(space.factors().keySet()))
            .toList();
    return new LabelledPictures(
        name, pictures, Optional.of(space), all.problems(), Optional.empty());
  }

  /** A file of the class path; one in a jar is read by the jar's own file system. */
  private static Path resource(String name) {
    URL found = DataSets.class.getResource(name);
    if (found == null) {
      throw new IllegalStateException(name + " is not on the class path");
    }
    try {
      URI place = found.toURI();
      if (place.getScheme().equals("jar")) {
        open(place);
      }
      return Path.of(place);
    } catch (URISyntaxException | IOException broken) {
      throw new UncheckedIOException(new IOException(name + " cannot be read", broken));
    }
  }

  private static void open(URI jar) throws IOException {
    try {
      FileSystems.getFileSystem(jar);
    } catch (FileSystemNotFoundException notYet) {
      try {
        FileSystems.newFileSystem(jar, Map.of());
      } catch (FileSystemAlreadyExistsException meanwhile) {
        // another thread was first
      }
    }
  }
}
