package io.idealstream.wire.dataset;

import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Found;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.space.SpaceDefinition;
import io.idealstream.wire.vectors.LineProblems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * MIT-States (Isola et al., CVPR 2015) and UT-Zappos (Yu and Grauman, CVPR 2014) with the split of
 * Purushwalkam et al. 2019: {@code compositional-split-natural/{train,val,test}_pairs.txt}, {@code
 * metadata_compositional-split-natural.t7}, and the pictures in {@code images}. The older {@code
 * compositional-split} has a {@code metadata.t7} without splits: there a pair belongs to one.
 */
final class CompositionalSplit implements DataLayout {

  private static final List<String> SPLITS =
      List.of("compositional-split-natural", "compositional-split");
  private static final String UNKNOWN = "NA";
  private static final int MIT_ATTRIBUTES = 115;
  private static final int MIT_OBJECTS = 245;

  @Override
  public String description() {
    return "MIT-States or UT-Zappos (compositional-split-natural/)";
  }

  @Override
  public boolean matches(Path folder) {
    return SPLITS.stream().map(folder::resolve).anyMatch(Files::isDirectory);
  }

  @Override
  public LabelledPictures read(Path folder) {
    String split =
        SPLITS.stream().filter(s -> Files.isDirectory(folder.resolve(s))).findFirst().orElseThrow();
    LineProblems problems = new LineProblems();
    Pairs pairs = new Pairs();
    for (Split part : Split.values()) {
      Path list = folder.resolve(split).resolve(fileName(part));
      if (part != Split.VALIDATION || Files.exists(list)) {
        TextLines.read(list, (words, number) -> pairs.add(words, part), problems);
      }
    }
    PictureList pictures = new PictureList(problems);
    Path metadata = metadata(folder, split);
    long number = 0;
    long unlisted = 0;
    for (Object entry : TorchFile.read(metadata)) {
      number++;
      try {
        unlisted += add(pictures, folder.resolve("images"), pairs, entry) ? 0 : 1;
      } catch (IllegalArgumentException why) {
        problems.note(metadata, number, why.getMessage());
      }
    }
    if (unlisted > 0) {
      problems.note(
          metadata,
          "%d of %s without an attribute, or in no list of pairs"
              .formatted(unlisted, Count.of(number, "picture")));
    }
    Optional<SpaceDefinition> space = Optional.of(pairs.space(folder));
    return pairs
        .published()
        .map(name -> pictures.published(name, space))
        .orElseGet(() -> pictures.of(pairs.name(folder), space));
  }

  private static String fileName(Split part) {
    return (part == Split.VALIDATION ? "val" : part.code()) + "_pairs.txt";
  }

  private static Path metadata(Path folder, String split) {
    Path own = folder.resolve("metadata_" + split + ".t7");
    Path older = folder.resolve("metadata.t7");
    return Files.exists(own) || !Files.exists(older) ? own : older;
  }

  /** Adds a picture; false for one of no split or without an attribute, of which there are many. */
  private static boolean add(PictureList pictures, Path images, Pairs pairs, Object entry) {
    if (!(entry instanceof Map<?, ?> fields
        && fields.get("image") instanceof String image
        && fields.get("attr") instanceof String attribute
        && fields.get("obj") instanceof String object)) {
      throw new IllegalArgumentException(
          "expected image, attr and obj, found " + Found.describe(entry));
    }
    Split split = pairs.split(attribute, object);
    if (fields.containsKey("set") && split != null) {
      split = fields.get("set") instanceof String set ? Split.named(set).orElse(null) : null;
    }
    if (split == null || attribute.equals(UNKNOWN)) {
      return false;
    }
    Map<String, String> values = Map.of("attribute", attribute, "object", object);
    pictures.add(images.resolve(image), values, split, null);
    return true;
  }

  /** The pairs of all splits, each with the first split that has it. */
  private static final class Pairs {

    private final Map<List<String>, Split> splits = new HashMap<>();
    private final SortedSet<String> attributes = new TreeSet<>();
    private final SortedSet<String> objects = new TreeSet<>();

    void add(List<String> pair, Split split) {
      if (pair.size() != 2) {
        throw new IllegalArgumentException("expected an attribute and an object, found " + pair);
      }
      splits.putIfAbsent(pair, split);
      attributes.add(pair.get(0));
      objects.add(pair.get(1));
    }

    Split split(String attribute, String object) {
      return splits.get(List.of(attribute, object));
    }

    /** UT-Zappos is known by its objects, such as Boots.Mid-Calf, MIT-States by its numbers. */
    Optional<String> published() {
      if (objects.stream().anyMatch(object -> object.startsWith("Boots."))) {
        return Optional.of("ut-zappos");
      }
      return attributes.size() == MIT_ATTRIBUTES && objects.size() == MIT_OBJECTS
          ? Optional.of("mit-states")
          : Optional.empty();
    }

    String name(Path folder) {
      return published().orElse(String.valueOf(folder.toAbsolutePath().getFileName()));
    }

    /** The captions of Trager et al. 2023: lower case, a blank for a full stop. */
    SpaceDefinition space(Path folder) {
      if (attributes.size() < 2 || objects.size() < 2) {
        throw new Misconfigured(
            folder.toString(),
            List.of("expected two attributes and two objects or more in the lists of pairs"));
      }
      return Presets.pairs(name(folder), phrases(attributes), phrases(objects));
    }

    private static Map<String, Object> phrases(SortedSet<String> names) {
      Map<String, Object> phrases = new LinkedHashMap<>();
      for (String name : names) {
        phrases.put(name, List.of(name.toLowerCase(Locale.ROOT).replace('.', ' ')));
      }
      return phrases;
    }
  }
}
