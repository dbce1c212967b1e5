package io.idealstream.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A result for people: one line for each measurement, numbers to the right. */
public final class ResultTable {

  private static final String GAP = "  ";

  /** Columns of texts; the others hold numbers. */
  private static final List<String> TEXTS = List.of("measured", "unit", "of");

  private ResultTable() {}

  public static List<String> of(Result result) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("measured", "value", "unit", "ratio", "of", "spread"));
    for (Measurement one : result.measurements()) {
      rows.add(
          List.of(
              one.name(),
              Figures.of(one.value()),
              one.unit(),
              ratio(one),
              one.of() == null ? "" : one.of(),
              one.spread() == null ? "" : Figures.percent(one.spread())));
    }
    return lines(rows);
  }

  /** The same beside an earlier one. */
  public static List<String> of(Result result, Comparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("measured", "before", "value", "unit", "ratio before", "ratio", "change", "of"));
    for (Measurement one : result.measurements()) {
      rows.add(
          List.of(
              one.name(),
              comparison.before(one).map(Measurement::value).map(Figures::of).orElse("-"),
              Figures.of(one.value()),
              one.unit(),
              comparison.before(one).map(ResultTable::ratio).orElse(""),
              ratio(one),
              comparison
                  .before(one)
                  .map(Measurement::ratio)
                  .filter(before -> one.ratio() != null)
                  .map(before -> Figures.change(one.ratio() / before - 1))
                  .orElse(""),
              one.of() == null ? "" : one.of()));
    }
    return lines(rows);
  }

  private static String ratio(Measurement one) {
    return one.ratio() == null ? "" : Figures.of(one.ratio());
  }

  private static List<String> lines(List<List<String>> rows) {
    List<String> names = rows.get(0);
    int[] widths =
        IntStream.range(0, names.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < widths.length; column++) {
        String padding = " ".repeat(widths[column] - row.get(column).length());
        cells.add(
            TEXTS.contains(names.get(column))
                ? row.get(column) + padding
                : padding + row.get(column));
      }
      lines.add(String.join(GAP, cells).stripTrailing());
    }
    return lines;
  }
}
