package io.idealstream.model.image;

/** A picture as it is to be seen, row by row. */
interface Rows {
  int width();

  int height();

  /** Writes {@code count} pixels of row {@code y} from column {@code x} on: red, green, blue. */
  void read(int x, int y, int count, byte[] rgb);
}
