package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.fixtures.ChildJvm;
import io.idealstream.fixtures.ClassPath;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Asks Java itself what it says when memory runs out: its words change between releases. */
class OutOfMemoryIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = OutOfMemory.Kind.class,
      names = {"HEAP", "DIRECT", "METASPACE"})
  void theMemoryThatJavaRanOutOfIsNamed(OutOfMemory.Kind kind) throws Exception {
    List<String> options =
        List.of(
            "-Xmx64m",
            "-XX:MaxDirectMemorySize=1m",
            "-XX:MaxMetaspaceSize=24m",
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");
    try (ChildJvm child =
        ChildJvm.start(
            kind.name(),
            folder,
            options,
            ClassPath.all(),
            Exhaust.class.getName(),
            List.of(kind.name()))) {
      assertEquals(0, child.awaitEnd(), child::output);
      assertEquals(kind + " " + kind, child.output().strip());
    }
  }

  /** Takes one kind of memory until there is no more, and prints which it was. */
  public static final class Exhaust {
    private Exhaust() {}

    public static void main(String[] arguments) {
      List<Object> kept = new ArrayList<>();
      try {
        while (true) {
          kept.add(more(OutOfMemory.Kind.valueOf(arguments[0])));
        }
      } catch (OutOfMemoryError error) {
        kept.clear();
        OutOfMemory.Kind before = OutOfMemory.in(error).orElseThrow().kind();
        // as Flink does in a task that fails
        ExceptionUtils.tryEnrichOutOfMemoryError(
            error, "Metaspace. Explained.", "Direct buffer memory. Explained.", null);
        System.out.println(before + " " + OutOfMemory.in(error).orElseThrow().kind());
      }
    }

    private static Object more(OutOfMemory.Kind kind) {
      return switch (kind) {
        case HEAP -> new byte[1 << 20];
        case DIRECT -> ByteBuffer.allocateDirect(1 << 18);
        default ->
            Proxy.newProxyInstance(
                new URLClassLoader(new URL[0], Runnable.class.getClassLoader()),
                new Class<?>[] {Runnable.class},
                (proxy, method, values) -> null);
      };
    }
  }
}
