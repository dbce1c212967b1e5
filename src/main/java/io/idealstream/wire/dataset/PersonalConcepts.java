package io.idealstream.wire.dataset;

import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.vectors.LineProblems;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * DeepFashion2 with the captions of PerVL (Cohen et al., ECCV 2022), as the benchmark lays it out:
 * {@code annotations/deep_fashion} has the captions and the coarse class of every concept, {@code
 * data/deep_fashion2/personalized_test} the pictures to learn from in {@code codes_infer/CONCEPT}
 * and the gallery in {@code eval/test}.
 *
 * <p>Captions speak of a person; the concept is what the person wears, so that "a person on a
 * couch" becomes "a person wearing a blouse on a couch" for a blouse.
 */
final class PersonalConcepts implements DataLayout {

  private static final Path ANNOTATIONS = Path.of("annotations", "deep_fashion");
  private static final Path PICTURES = Path.of("data", "deep_fashion2", "personalized_test");
  private static final String PERSON = "person";

  @Override
  public String description() {
    return "DeepFashion2 with PerVL captions (annotations/deep_fashion/)";
  }

  @Override
  public boolean matches(Path folder) {
    return Files.isDirectory(folder.resolve(ANNOTATIONS));
  }

  @Override
  public LabelledPictures read(Path folder) {
    LineProblems problems = new LineProblems();
    PictureList pictures = new PictureList(problems);
    Path annotations = folder.resolve(ANNOTATIONS);
    Map<String, String> classes = classes(annotations, problems);
    Map<String, String> captions = captions(annotations, problems);
    for (Path concept : list(folder.resolve(PICTURES).resolve("codes_infer"))) {
      if (Files.isDirectory(concept)) {
        learn(concept, classes, pictures, problems);
      }
    }
    Path gallery = folder.resolve(PICTURES).resolve(Path.of("eval", "test"));
    CsvFile.read(
        annotations.resolve("test_captions.csv"),
        List.of("image_name", "pair_id"),
        row -> {
          String name = row.get("image_name");
          Map<String, String> values = values(row.get("pair_id"), classes);
          Path picture = gallery.resolve(Path.of(name).getFileName());
          pictures.add(picture, values, Split.TEST, caption(captions.get(name), values, name));
        },
        problems);
    return pictures.published("deepfashion2", Optional.empty());
  }

  private static void learn(
      Path concept, Map<String, String> classes, PictureList pictures, LineProblems problems) {
    try {
      Map<String, String> values = values(concept.getFileName().toString(), classes);
      for (Path picture : list(concept)) {
        pictures.add(picture, values, Split.TRAIN, null);
      }
    } catch (IllegalArgumentException why) {
      problems.note(concept, why.getMessage());
    }
  }

  private static Map<String, String> classes(Path annotations, LineProblems problems) {
    Map<String, String> classes = new HashMap<>();
    CsvFile.read(
        annotations.resolve("train_coarse_grained_names.csv"),
        List.of("unique_pair_ids", "pair_id_categories"),
        row -> Once.put(classes, row.get("unique_pair_ids"), row.get("pair_id_categories")),
        problems);
    return classes;
  }

  private static Map<String, String> captions(Path annotations, LineProblems problems) {
    Map<String, String> captions = new HashMap<>();
    CsvFile.read(
        annotations.resolve("shortened_deepfashion2_captions.csv"),
        List.of("image_name", "caption"),
        row -> Once.put(captions, row.get("image_name"), row.get("caption")),
        problems);
    return captions;
  }

  private static Map<String, String> values(String concept, Map<String, String> classes) {
    if (!classes.containsKey(concept)) {
      throw new IllegalArgumentException(
          "concept %s has no class in train_coarse_grained_names.csv".formatted(concept));
    }
    return Map.of("concept", concept, "class", classes.get(concept));
  }

  private static String caption(String caption, Map<String, String> values, String name) {
    if (caption == null) {
      throw new IllegalArgumentException(
          "%s has no caption in shortened_deepfashion2_captions.csv".formatted(name));
    }
    return caption.replaceFirst(
        "\\b" + PERSON + "\\b", PERSON + " wearing a " + values.get("class"));
  }

  /** What lies in a folder, sorted; hidden files are the file manager's. */
  private static List<Path> list(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!entry.getFileName().toString().startsWith(".")) {
          found.add(entry);
        }
      }
    } catch (IOException missing) {
      throw new Misconfigured(folder.toString(), List.of("the folder cannot be read"));
    }
    Collections.sort(found);
    return found;
  }
}
