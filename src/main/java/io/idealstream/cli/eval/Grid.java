package io.idealstream.cli.eval;

import java.util.List;

/**
 * A table for people.
 *
 * @param note what stands in it, one or two sentences
 * @param head names of the columns
 * @param rows texts, as many as columns; the first names the row
 */
public record Grid(String title, String note, List<String> head, List<List<String>> rows) {

  private static final String BETWEEN = "  ";

  public Grid {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }

  /** As lines of text, columns below each other. */
  public String text() {
    int[] widths = new int[head.size()];
    measure(head, widths);
    rows.forEach(row -> measure(row, widths));
    StringBuilder text = new StringBuilder(title).append('\n').append(note).append('\n');
    line(head, widths, text);
    rows.forEach(row -> line(row, widths, text));
    return text.toString();
  }

  private static void measure(List<String> row, int[] widths) {
    for (int c = 0; c < widths.length; c++) {
      widths[c] = Math.max(widths[c], row.get(c).length());
    }
  }

  /** Names on the left, numbers on the right. */
  private static void line(List<String> row, int[] widths, StringBuilder text) {
    for (int c = 0; c < widths.length; c++) {
      String blank = " ".repeat(widths[c] - row.get(c).length());
      text.append(c == 0 ? BETWEEN + row.get(c) + blank : BETWEEN + blank + row.get(c));
    }
    text.append('\n');
  }
}
