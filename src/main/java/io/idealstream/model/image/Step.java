package io.idealstream.model.image;

/** A way through a decoded picture, one pixel at a time. */
enum Step {
  RIGHT(1, 0),
  LEFT(-1, 0),
  DOWN(0, 1),
  UP(0, -1);

  private final int columns;
  private final int rows;

  Step(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }
}
