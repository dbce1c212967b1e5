package io.idealstream.policy;

import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;

/**
 * Where in an expression something stands.
 *
 * @param line from 1
 * @param column from 1
 */
record Position(int line, int column) {

  /**
   * The position of a number of code points from the start.
   *
   * <p>A checker speaks of the dot before a field and of the bracket behind a function.
   */
  static Position of(CelSource source, int offset) {
    return source.getOffsetLocation(offset).map(Position::of).orElse(new Position(1, 1));
  }

  static Position of(CelSourceLocation location) {
    return new Position(Math.max(1, location.getLine()), Math.max(0, location.getColumn()) + 1);
  }

  /** The position of a part of an expression. */
  static Position of(CelSource source, long part) {
    Integer offset = source.getPositionsMap().get(part);
    return of(source, offset == null ? 0 : offset);
  }

  /** Where a name begins that stands around the position. */
  Position of(String name, String text) {
    String[] lines = text.split("\n", -1);
    if (line > lines.length) {
      return this;
    }
    // columns count code points, and names beyond the basic plane are rare
    String there = lines[line - 1];
    int from = Math.min(column - 1, there.length());
    if (there.startsWith(name, from + 1)) {
      return new Position(line, column + 1);
    }
    return there.substring(0, from).endsWith(name)
        ? new Position(line, column - name.length())
        : this;
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
