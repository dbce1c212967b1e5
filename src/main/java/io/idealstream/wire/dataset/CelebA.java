package io.idealstream.wire.dataset;

import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.config.Numeral;
import io.idealstream.wire.vectors.LineProblems;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * CelebA (Liu et al., ICCV 2015) as its authors give it: list_attr_celeba.txt and
 * list_eval_partition.txt, together or in {@code Anno} and {@code Eval}, and the pictures in {@code
 * img_align_celeba}. The question is the hair's colour, the hint the gender (Sagawa et al. 2020);
 * the prompts are those of Chuang et al. 2023.
 */
final class CelebA implements DataLayout {

  private static final String ATTRIBUTES = "list_attr_celeba.txt";
  private static final String PARTITION = "list_eval_partition.txt";
  private static final String BLOND = "Blond_Hair";
  private static final String MALE = "Male";
  private static final List<Path> LISTS = List.of(Path.of(""), Path.of("Anno"), Path.of("Eval"));
  private static final List<Path> PICTURES =
      List.of(Path.of("img_align_celeba"), Path.of("Img", "img_align_celeba"));

  @Override
  public String description() {
    return "CelebA (list_attr_celeba.txt)";
  }

  @Override
  public boolean matches(Path folder) {
    return find(folder, ATTRIBUTES).isPresent();
  }

  private static Optional<Path> find(Path folder, String list) {
    return LISTS.stream()
        .map(part -> folder.resolve(part).resolve(list))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  @Override
  public LabelledPictures read(Path folder) {
    LineProblems problems = new LineProblems();
    Map<String, Split> splits = splits(folder, problems);
    PictureList pictures = new PictureList(problems);
    Path place = pictures(folder);
    Path list = find(folder, ATTRIBUTES).orElseThrow();
    Attributes attributes = new Attributes(list);
    TextLines.read(
        list,
        (words, number) ->
            attributes.read(
                words,
                number,
                values ->
                    pictures.add(
                        place.resolve(words.get(0)), values, splits.get(words.get(0)), null)),
        problems);
    attributes.requireHeader();
    noteUnlisted(list, pictures, splits, problems);
    return pictures.published("celeba", Optional.of(Presets.space("celeba")));
  }

  /** The two lists are joined by the pictures' names. */
  private static void noteUnlisted(
      Path list, PictureList pictures, Map<String, Split> splits, LineProblems problems) {
    long unlisted = pictures.withoutSplit();
    if (unlisted > 0) {
      problems.note(
          list,
          "%s not in %s".formatted(Count.of(unlisted, "picture is", "pictures are"), PARTITION));
    }
    long without = splits.size() - (pictures.size() - unlisted);
    if (without > 0) {
      problems.note(
          list, "no attributes of %s of %s".formatted(Count.of(without, "picture"), PARTITION));
    }
  }

  private static Path pictures(Path folder) {
    return PICTURES.stream()
        .map(folder::resolve)
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(folder.resolve(PICTURES.get(0)));
  }

  private static Map<String, Split> splits(Path folder, LineProblems problems) {
    Path list = find(folder, PARTITION).orElse(folder.resolve(PARTITION));
    Map<String, Split> splits = new HashMap<>();
    TextLines.read(
        list, (words, number) -> Once.put(splits, words.get(0), partition(words)), problems);
    return splits;
  }

  private static Split partition(List<String> words) {
    String code = words.size() == 2 ? words.get(1) : String.join(" ", words);
    return Codes.of(Map.of("a partition", code), "a partition", List.of(Split.values()));
  }

  /**
   * The number of pictures, the names of the attributes, then a picture a line: 1 or -1 for each.
   */
  private static final class Attributes {

    private final Path list;
    private List<String> names = List.of();

    Attributes(Path list) {
      this.list = list;
    }

    void read(List<String> words, long number, Consumer<Map<String, String>> taker) {
      if (number == 2) {
        names = List.copyOf(words);
        requireHeader();
      } else if (number > 2) {
        taker.accept(values(words));
      }
    }

    void requireHeader() {
      if (!names.contains(BLOND) || !names.contains(MALE)) {
        throw new Misconfigured(
            list.toString(),
            List.of("expected %s and %s in line 2, found %s".formatted(BLOND, MALE, names)));
      }
      if (new HashSet<>(names).size() < names.size()) {
        throw new Misconfigured(
            list.toString(), List.of("an attribute stands in line 2 twice: " + names));
      }
    }

    private Map<String, String> values(List<String> words) {
      if (words.size() != names.size() + 1) {
        throw new IllegalArgumentException(
            "expected a file and %s, found %s"
                .formatted(Count.of(names.size(), "attribute"), Count.of(words.size(), "word")));
      }
      return Map.of(
          "hair", isTrue(words, BLOND) ? "blond" : "dark",
          "gender", isTrue(words, MALE) ? "male" : "female");
    }

    private boolean isTrue(List<String> words, String name) {
      String attribute = words.get(names.indexOf(name) + 1);
      Optional<BigDecimal> number = Numeral.of(attribute);
      if (number.isPresent() && number.get().abs().compareTo(BigDecimal.ONE) == 0) {
        return number.get().signum() > 0;
      }
      throw new IllegalArgumentException(
          "expected %s to be 1 or -1, found \"%s\"".formatted(name, attribute));
    }
  }
}
