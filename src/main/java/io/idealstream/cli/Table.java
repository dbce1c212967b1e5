package io.idealstream.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Names on the left, values on the right, for people. */
final class Table {
  private record Row(String name, String value) {}

  private final List<Row> rows = new ArrayList<>();

  Table row(String name, Object value) {
    rows.add(new Row(name, String.valueOf(value)));
    return this;
  }

  void print(PrintWriter out) {
    int width = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
    for (Row row : rows) {
      out.println(row.name + " ".repeat(width - row.name.length() + 2) + row.value);
    }
    out.flush();
  }
}
