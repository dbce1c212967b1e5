package io.idealstream.cli.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of texts as lines, each column as wide as its widest text. */
public final class Columns {
  private final List<List<String>> rows = new ArrayList<>();

  public void row(Object... cells) {
    rows.add(IntStream.range(0, cells.length).mapToObj(i -> String.valueOf(cells[i])).toList());
  }

  public List<String> lines() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    rows.forEach(
        row ->
            IntStream.range(0, row.size())
                .forEach(i -> widths[i] = Math.max(widths[i], row.get(i).length())));
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      line.append(i == 0 ? "" : "  ").append(cell).append(" ".repeat(widths[i] - cell.length()));
    }
    return line.toString().stripTrailing();
  }
}
