package io.idealstream.model.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImagePreprocessorTest {
  private static final byte[] SETTINGS =
      "{\"size\": 32, \"crop_size\": 32}".getBytes(StandardCharsets.UTF_8);

  private final ImagePreprocessor preprocessor =
      new ImagePreprocessor(
          Preprocessing.parse(SETTINGS, "settings", Alpha.WHITE), ImageLimits.defaults());

  @Test
  void componentsAreRescaledAndNormalizedPerChannel() throws ImageRejected {
    FloatBuffer expected =
        ByteBuffer.wrap(GoldenPictures.unzipped("wide.png.input.gz"))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    float[] channelsFirst = new float[expected.remaining()];
    expected.get(channelsFirst);

    float[] values = preprocessor.preprocess(GoldenPictures.bytes("wide.png"));

    assertArrayEquals(channelsFirst, values, 1e-6f);
  }

  @Test
  void aPictureFillsItsPlaceInABufferAndNothingElse() throws Exception {
    FloatBuffer batch = direct(3 * preprocessor.size());
    fill(batch, 9);
    batch.position(preprocessor.size());
    byte[] picture = GoldenPictures.bytes("wide.png");

    long pixels = preprocessor.preprocess(picture, batch);

    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(picture));
    assertEquals((long) decoded.getWidth() * decoded.getHeight(), pixels);
    assertEquals(preprocessor.size(), batch.position());
    float[] expected = new float[3 * preprocessor.size()];
    Arrays.fill(expected, 9);
    float[] alone = preprocessor.preprocess(picture);
    System.arraycopy(alone, 0, expected, preprocessor.size(), alone.length);
    assertArrayEquals(expected, content(batch));
  }

  @Test
  void aRejectedPictureLeavesTheBufferAsItWas() {
    FloatBuffer buffer = direct(preprocessor.size());
    fill(buffer, 9);
    byte[] picture = GoldenPictures.bytes("420.jpg");
    byte[] half = Arrays.copyOf(picture, picture.length / 2);

    assertThrows(ImageRejected.class, () -> preprocessor.preprocess(half, buffer));

    for (float value : content(buffer)) {
      assertEquals(9, value);
    }
  }

  @Test
  void aBufferWithoutRoomIsAMistakeOfTheCaller() {
    byte[] picture = GoldenPictures.bytes("420.jpg");
    FloatBuffer small = FloatBuffer.allocate(preprocessor.size() - 1);

    assertThrows(IllegalArgumentException.class, () -> preprocessor.preprocess(picture, small));
  }

  @Test
  void manyThreadsMayShareOne() throws Exception {
    List<byte[]> pictures =
        GoldenPictures.names()
            .map(GoldenPictures::bytes)
            .filter(picture -> picture.length < 50_000)
            .toList();
    List<float[]> alone = new ArrayList<>();
    for (byte[] picture : pictures) {
      alone.add(preprocessor.preprocess(picture));
    }
    Callable<List<float[]>> all =
        () -> {
          List<float[]> values = new ArrayList<>();
          for (byte[] picture : pictures) {
            values.add(preprocessor.preprocess(picture));
          }
          return values;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<List<float[]>> each : threads.invokeAll(List.of(all, all, all, all))) {
        for (int i = 0; i < alone.size(); i++) {
          assertArrayEquals(alone.get(i), each.get().get(i));
        }
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void nothingIsWrittenToDisk() throws ImageRejected {
    int before = temporaryFiles();

    for (String name :
        List.of("420.jpg", "rgba.png", "plain.gif", "24.bmp", "lossy.webp", "lzw.tif")) {
      preprocessor.preprocess(GoldenPictures.bytes(name));
    }

    assertEquals(before, temporaryFiles());
  }

  @Test
  void twoClassLoadersDecodeSideBySide() throws Exception {
    List<URL> places = new ArrayList<>();
    StringTokenizer classPathOfTests =
        new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
    while (classPathOfTests.hasMoreTokens()) {
      places.add(Path.of(classPathOfTests.nextToken()).toUri().toURL());
    }
    URL[] classPath = places.toArray(URL[]::new);
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader one = new URLClassLoader(classPath, platform);
        URLClassLoader other = new URLClassLoader(classPath, platform)) {
      for (String name : List.of("420.jpg", "rgba.png", "24.bmp", "lzw.tif", "jpeg.tif")) {
        byte[] picture = GoldenPictures.bytes(name);
        float[] expected = preprocessor.preprocess(picture);

        assertArrayEquals(expected, preprocessIn(one, picture));
        assertArrayEquals(expected, preprocessIn(other, picture));
      }
    }
  }

  /** As a job would run: classes of its own, and a context class loader that sees none of them. */
  private static float[] preprocessIn(ClassLoader loader, byte[] picture) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    thread.setContextClassLoader(null);
    try {
      Class<?> alpha = loader.loadClass(Alpha.class.getName());
      Class<?> settings = loader.loadClass(Preprocessing.class.getName());
      Class<?> limits = loader.loadClass(ImageLimits.class.getName());
      Class<?> type = loader.loadClass(ImagePreprocessor.class.getName());
      Object parsed =
          settings
              .getMethod("parse", byte[].class, String.class, alpha)
              .invoke(null, SETTINGS, "settings", alpha.getField("WHITE").get(null));
      Object own =
          type.getConstructor(settings, limits)
              .newInstance(parsed, limits.getMethod("defaults").invoke(null));
      return (float[]) type.getMethod("preprocess", byte[].class).invoke(own, (Object) picture);
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  private static int temporaryFiles() {
    String[] names =
        new File(System.getProperty("java.io.tmpdir"))
            .list((folder, name) -> name.startsWith("imageio"));
    return names == null ? 0 : names.length;
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(4 * floats).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private static void fill(FloatBuffer buffer, float value) {
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, value);
    }
  }

  private static float[] content(FloatBuffer buffer) {
    float[] values = new float[buffer.capacity()];
    buffer.get(0, values);
    return values;
  }
}
