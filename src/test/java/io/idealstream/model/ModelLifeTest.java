package io.idealstream.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.ChildJvm;
import io.idealstream.fixtures.ClassPath;
import io.idealstream.fixtures.Resources;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Opening and closing: nothing grows, and two class loaders do not get in each other's way. */
class ModelLifeTest {
  private static final byte[] PICTURE = Resources.bytes("/samples/pictures/000.jpg");

  /**
   * The allocator's own pools are full after about forty cycles; a session that stays open takes
   * several megabytes, fifty of them far more than the bound. The process is one of its own, whose
   * heap is all there from the start.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void fiftyCyclesOfOpeningAndClosingDoNotGrow(@TempDir Path folder) throws IOException {
    List<String> options =
        List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");
    try (ChildJvm child =
        ChildJvm.start(
            "cycles", folder, options, ClassPath.all(), Cycles.class.getName(), List.of())) {
      assertEquals(0, child.awaitEnd(), child::output);
      long grown = Long.parseLong(child.output().strip().lines().toList().get(0));
      assertTrue(grown < 60 << 20, () -> "resident memory grew by " + (grown >> 20) + " MB");
    }
  }

  /** Prints by how many bytes the second fifty cycles let the process grow. */
  public static final class Cycles {
    private Cycles() {}

    public static void main(String[] none) throws IOException {
      for (int i = 0; i < 45; i++) {
        cycle();
      }
      long before = residentBytes();
      for (int i = 0; i < 50; i++) {
        cycle();
      }
      System.out.println(residentBytes() - before);
    }
  }

  @Test
  void twoClassLoadersOfOneProcessEmbedAlike() throws Exception {
    float[] here = embed(PICTURE);
    try (URLClassLoader first = loader();
        URLClassLoader second = loader()) {
      Class<?> one = first.loadClass(ModelLifeTest.class.getName());
      Class<?> two = second.loadClass(ModelLifeTest.class.getName());
      assertNotSame(one, two);
      assertNotSame(
          first.loadClass("ai.onnxruntime.OrtEnvironment"),
          second.loadClass("ai.onnxruntime.OrtEnvironment"));
      assertArrayEquals(here, (float[]) method(one).invoke(null, (Object) PICTURE));
      assertArrayEquals(here, (float[]) method(two).invoke(null, (Object) PICTURE));
    }
  }

  /** Called by name, in other class loaders. */
  public static float[] embed(byte[] picture) {
    try (ClipModel model = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      return ((Embedding.Vector) model.embedImages(List.of(picture)).get(0)).values();
    }
  }

  private static void cycle() {
    try (ClipModel model = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      model.embedImages(List.of(PICTURE, PICTURE));
      model.embedTexts(List.of("a duck on a lake"));
    }
  }

  private static Method method(Class<?> type) throws NoSuchMethodException {
    Method embed = type.getMethod("embed", byte[].class);
    embed.setAccessible(true);
    return embed;
  }

  /** The whole class path once more, with only the platform above it. */
  private static URLClassLoader loader() {
    URL[] urls =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(ModelLifeTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long residentBytes() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IllegalStateException("no VmRSS");
  }
}
