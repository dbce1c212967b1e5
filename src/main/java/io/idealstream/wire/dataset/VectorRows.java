package io.idealstream.wire.dataset;

import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.vectors.LineProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the rows of a matrix of images are called, and their values. */
public final class VectorRows {

  private final List<String> ids = new ArrayList<>();
  private final List<Map<String, List<String>>> values = new ArrayList<>();

  private VectorRows() {}

  /**
   * Ids and values in the order of rows.
   *
   * @param csv a column for each factor; null for no values
   * @throws Misconfigured if a file cannot be read or a line cannot be used: those behind it would
   *     be of other rows
   */
  public static VectorRows read(Path lines, Path csv) {
    VectorRows rows = new VectorRows();
    LineProblems problems = new LineProblems();
    Set<String> seen = new HashSet<>();
    LabelLines.read(
        lines,
        line -> {
          rows.ids.add(line.strip());
          if (!seen.add(line.strip())) {
            throw new IllegalArgumentException("the id stands there twice: " + line.strip());
          }
        },
        problems);
    if (csv != null) {
      CsvFile.read(csv, List.of(), row -> rows.values.add(named(row)), problems);
      if (problems.sentences().isEmpty() && rows.values.size() != rows.ids.size()) {
        problems.note(
            csv,
            "expected values of %s, found %d"
                .formatted(Count.of(rows.ids.size(), "row"), rows.values.size()));
      }
    }
    if (!problems.sentences().isEmpty()) {
      throw new Misconfigured("the rows cannot be used", problems.sentences());
    }
    return rows;
  }

  private static Map<String, List<String>> named(Map<String, String> row) {
    Map<String, List<String>> named = new TreeMap<>();
    row.forEach(
        (factor, value) -> {
          if (!value.isBlank()) {
            named.put(factor, List.of(value));
          }
        });
    return named;
  }

  public int size() {
    return ids.size();
  }

  /**
   * @param number of the row, from 1
   */
  public String id(long number) {
    return ids.get((int) number - 1);
  }

  /**
   * @param number of the row, from 1
   * @return null where the row names none
   */
  public Map<String, List<String>> values(long number) {
    if (values.isEmpty()) {
      return null;
    }
    Map<String, List<String>> named = values.get((int) number - 1);
    return named.isEmpty() ? null : named;
  }
}
