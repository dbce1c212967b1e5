package io.idealstream.cli.eval;

import io.idealstream.math.FactorSpace;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Found;
import io.idealstream.wire.config.Numeral;
import io.idealstream.wire.config.Spelling;
import io.idealstream.wire.config.UnmatchedNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Values of pictures as indices of a space's values. What does not match is counted, with what was
 * probably meant. Mutable.
 */
final class PictureValues {

  /** In place of an index, where there is no value that the space has. */
  static final int UNKNOWN = -1;

  private final FactorSpace space;
  private final List<Map<String, Integer>> byName = new ArrayList<>();
  private final List<Map<BigDecimal, Integer>> byNumber = new ArrayList<>();
  private final List<UnmatchedNames> unmatched = new ArrayList<>();

  /** Pictures without a value of each factor. */
  private final long[] without;

  /** Pictures with every value, known or not, of each factor. */
  private final long[][] having;

  private final SortedSet<String> names = new TreeSet<>();
  private long pictures;

  PictureValues(FactorSpace space) {
    this.space = space;
    without = new long[space.factors()];
    having = new long[space.factors()][];
    for (int i = 0; i < space.factors(); i++) {
      List<String> values = space.factor(i).values();
      Map<String, Integer> indices = new HashMap<>();
      Map<BigDecimal, Integer> numbers = new HashMap<>();
      for (int v = 0; v < values.size(); v++) {
        indices.put(values.get(v), v);
        int index = v;
        Numeral.of(values.get(v)).ifPresent(number -> numbers.merge(number, index, (a, b) -> -1));
      }
      byName.add(indices);
      byNumber.add(numbers);
      unmatched.add(new UnmatchedNames("picture", "pictures", space.factor(i).name(), values));
      having[i] = new long[values.size()];
    }
  }

  /** Index of every factor's value; {@link #UNKNOWN} where there is none that the space has. */
  int[] indices(Map<String, String> values) {
    int[] indices = new int[space.factors()];
    for (int i = 0; i < indices.length; i++) {
      String value = values.get(space.factor(i).name());
      indices[i] = value == null ? UNKNOWN : index(i, value);
    }
    return indices;
  }

  private int index(int factor, String value) {
    Integer index = byName.get(factor).get(value);
    if (index != null) {
      return index;
    }
    Map<BigDecimal, Integer> numbers = byNumber.get(factor);
    return numbers.isEmpty()
        ? UNKNOWN
        : Numeral.of(value).map(number -> numbers.getOrDefault(number, UNKNOWN)).orElse(UNKNOWN);
  }

  private List<String> factors() {
    return IntStream.range(0, space.factors()).mapToObj(i -> space.factor(i).name()).toList();
  }

  /** Counts the values of a picture; gives their {@link #indices}. */
  int[] note(Map<String, String> values) {
    int[] indices = indices(values);
    pictures++;
    names.addAll(values.keySet());
    for (int i = 0; i < indices.length; i++) {
      String value = values.get(space.factor(i).name());
      if (value == null) {
        without[i]++;
      } else if (indices[i] == UNKNOWN) {
        unmatched.get(i).count(value);
      } else {
        having[i][indices[i]]++;
      }
    }
    return indices;
  }

  /** What did not match, in sentences. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < space.factors() && pictures > 0; i++) {
      missing(i).ifPresent(problems::add);
      problems.addAll(unmatched.get(i).sentences());
      if (without[i] < pictures) {
        unseen(i).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private Optional<String> missing(int factor) {
    String name = space.factor(factor).name();
    if (without[factor] == 0) {
      return Optional.empty();
    }
    if (without[factor] < pictures) {
      return Optional.of(
          "%d of %s without a value of %s"
              .formatted(without[factor], Count.of(pictures, "picture"), name));
    }
    SortedSet<String> others = new TreeSet<>(names);
    factors().forEach(others::remove);
    String found = names.isEmpty() ? "none at all" : "those of " + Found.brief(names);
    return Optional.of(
        "no picture has a value of %s; found %s%s"
            .formatted(name, found, Spelling.didYouMean(name, others)));
  }

  private Optional<String> unseen(int factor) {
    List<String> unseen = new ArrayList<>();
    for (int v = 0; v < having[factor].length; v++) {
      if (having[factor][v] == 0) {
        unseen.add(space.factor(factor).values().get(v));
      }
    }
    return unseen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no picture has these values of %s: %s"
                .formatted(space.factor(factor).name(), Found.brief(unseen)));
  }
}
