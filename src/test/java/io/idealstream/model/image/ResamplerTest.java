package io.idealstream.model.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

  @ParameterizedTest
  @CsvSource({
    "90, 60, 20",
    "60, 90, 33",
    "7, 5, 64",
    "200, 11, 16",
    "64, 64, 64",
    "3, 1000, 8",
    "3000, 40, 30",
    "9000, 20, 15"
  })
  void aCropIsPartOfTheWholeScaledPicture(int width, int height, int edge) {
    Rows source = noise(width, height);
    Scaling scaling = new Scaling.ShortestEdge(edge);
    Scaling.Extent extent = scaling.apply(width, height);

    byte[] whole = resample(source, scaling, (int) extent.width(), (int) extent.height());
    byte[] crop = resample(source, scaling, edge, edge);

    int left = (int) (extent.width() - edge) / 2;
    int top = (int) (extent.height() - edge) / 2;
    for (int y = 0; y < edge; y++) {
      for (int x = 0; x < edge; x++) {
        for (int channel = 0; channel < 3; channel++) {
          assertEquals(
              whole[3 * ((top + y) * (int) extent.width() + left + x) + channel],
              crop[3 * (y * edge + x) + channel]);
        }
      }
    }
  }

  /** The definition of both passes, pixel by pixel, in longs. */
  @ParameterizedTest
  @CsvSource({
    "90, 60, 20",
    "61, 91, 33",
    "7, 5, 64",
    "201, 11, 16",
    "64, 64, 64",
    "3, 1000, 8",
    "640, 481, 96",
    "33, 67, 30"
  })
  void everyPixelIsWhatTheDefinitionSays(int width, int height, int edge) {
    Rows source = noise(width, height);
    Scaling.Extent extent = new Scaling.ShortestEdge(edge).apply(width, height);
    for (Resampling kernel : Resampling.values()) {
      byte[] actual = new byte[3 * edge * edge];
      new Resampler(source, settings(new Scaling.ShortestEdge(edge), edge, edge, kernel))
          .resample((x, y, rgb) -> System.arraycopy(rgb, 0, actual, 3 * edge * y, rgb.length));

      int[][] narrowed =
          alongAxis(byColumns(source), (int) extent.width(), edge, kernel); // [x][3 * height]
      int[][] expected = alongAxis(byRows(narrowed), (int) extent.height(), edge, kernel);

      for (int y = 0; y < edge; y++) {
        for (int i = 0; i < 3 * edge; i++) {
          assertEquals(expected[y][i], actual[3 * edge * y + i] & 0xff);
        }
      }
    }
  }

  /** Pixels {@code [to][n]} of the middle of an axis whose source pixels are {@code [from][n]}. */
  private static int[][] alongAxis(int[][] source, int to, int crop, Resampling kernel) {
    int start = (to - crop) / 2;
    double scale = (double) source.length / to;
    double stretch = Math.max(scale, 1);
    int[][] target = new int[crop][];
    for (int i = 0; i < crop; i++) {
      double centre = (start + i + 0.5) * scale;
      int low = (int) Math.max(0, centre - kernel.support() * stretch + 0.5);
      int high = (int) Math.min(source.length, centre + kernel.support() * stretch + 0.5);
      double[] weights = new double[high - low];
      double sum = 0;
      for (int k = low; k < high; k++) {
        weights[k - low] = kernel.weight((k - centre + 0.5) * (1 / stretch));
        sum += weights[k - low];
      }
      target[i] = new int[source[0].length];
      for (int n = 0; n < source[0].length; n++) {
        long value = 1 << 21;
        for (int k = low; k < high; k++) {
          value +=
              Math.round(Math.abs(weights[k - low] / sum) * (1 << 22))
                  * (weights[k - low] < 0 ? -1 : 1)
                  * source[k][n];
        }
        target[i][n] = (int) Math.max(0, Math.min(value >> 22, 255));
      }
    }
    return target;
  }

  private static int[][] byColumns(Rows source) {
    int[][] columns = new int[source.width()][3 * source.height()];
    byte[] rgb = new byte[3];
    for (int x = 0; x < source.width(); x++) {
      for (int y = 0; y < source.height(); y++) {
        source.read(x, y, 1, rgb);
        for (int channel = 0; channel < 3; channel++) {
          columns[x][3 * y + channel] = rgb[channel] & 0xff;
        }
      }
    }
    return columns;
  }

  private static int[][] byRows(int[][] columns) {
    int[][] rows = new int[columns[0].length / 3][3 * columns.length];
    for (int y = 0; y < rows.length; y++) {
      for (int i = 0; i < rows[y].length; i++) {
        rows[y][i] = columns[i / 3][3 * y + i % 3];
      }
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"BICUBIC, 0", "BICUBIC, 200", "BILINEAR, 255"})
  void oneColourStaysThatColour(Resampling resampling, int value) {
    for (int size : List.of(1, 2, 17, 301)) {
      Rows plain = rows(size, 2 * size, (x, y, channel) -> value);
      byte[] scaled = new byte[3 * 40 * 40];
      new Resampler(plain, settings(new Scaling.ShortestEdge(40), 40, 40, resampling))
          .resample((x, y, rgb) -> System.arraycopy(rgb, 0, scaled, 3 * 40 * y, rgb.length));
      for (byte component : scaled) {
        assertEquals(value, component & 0xff);
      }
    }
  }

  @Test
  void onlyRowsUnderTheCropAreRead() {
    int[] read = {0};
    Rows tall =
        new Rows() {
          @Override
          public int width() {
            return 1;
          }

          @Override
          public int height() {
            return 65_535;
          }

          @Override
          public void read(int x, int y, int count, byte[] rgb) {
            read[0]++;
          }
        };

    resample(tall, new Scaling.ShortestEdge(224), 224, 224);

    assertTrue(read[0] <= 6, "rows read: " + read[0]);
  }

  @Test
  void aLargerCropIsPaddedWithBlack() {
    Rows white = rows(1, 1, (x, y, channel) -> 255);

    byte[] padded = resample(white, new Scaling.None(), 4, 3);

    for (int i = 0; i < padded.length; i++) {
      boolean inside = i / 3 % 4 == 2 && i / 12 == 1;
      assertEquals(inside ? 255 : 0, padded[i] & 0xff, "component " + i);
    }
  }

  private static byte[] resample(Rows source, Scaling scaling, int width, int height) {
    byte[] target = new byte[3 * width * height];
    new Resampler(source, settings(scaling, height, width, Resampling.BICUBIC))
        .resample((x, y, rgb) -> System.arraycopy(rgb, 0, target, 3 * (y * width + x), rgb.length));
    return target;
  }

  private static Preprocessing settings(
      Scaling scaling, int height, int width, Resampling resampling) {
    List<Double> zeros = List.of(0.0, 0.0, 0.0);
    List<Double> ones = List.of(1.0, 1.0, 1.0);
    return new Preprocessing(scaling, resampling, height, width, 1, zeros, ones, Alpha.WHITE);
  }

  private static Rows noise(int width, int height) {
    byte[] components = new byte[3 * width * height];
    new Random(7).nextBytes(components);
    return rows(width, height, (x, y, channel) -> components[3 * (y * width + x) + channel]);
  }

  private interface Components {
    int at(int x, int y, int channel);
  }

  private static Rows rows(int width, int height, Components components) {
    return new Rows() {
      @Override
      public int width() {
        return width;
      }

      @Override
      public int height() {
        return height;
      }

      @Override
      public void read(int x, int y, int count, byte[] rgb) {
        for (int i = 0; i < 3 * count; i++) {
          rgb[i] = (byte) components.at(x + i / 3, y, i % 3);
        }
      }
    };
  }
}
