package io.idealstream.cli.eval;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A picture of a part of a measurement.
 *
 * @param name of its file, without ending
 * @param caption what is to be seen
 * @param png its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Drawing(String name, String caption, byte[] png) {

  static Drawing of(String name, String caption, Chart<?, ?> chart) {
    try {
      return new Drawing(name, caption, BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Panels of one picture, row by row. */
  static Drawing of(String name, String caption, List<XYChart> panels, int columns) {
    int rows = (panels.size() + columns - 1) / columns;
    try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
      BitmapEncoder.saveBitmap(panels, rows, columns, png, BitmapFormat.PNG);
      return new Drawing(name, caption, png.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String file() {
    return name + ".png";
  }

  /**
   * Writes the picture.
   *
   * @param folder is made if need be
   */
  public void write(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(file()), png);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(file()), e);
    }
  }
}
