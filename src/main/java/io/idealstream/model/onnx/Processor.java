package io.idealstream.model.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the processor of this machine can do. */
public final class Processor {
  private static final Path FLAGS = Path.of("/proc/cpuinfo");

  private Processor() {}

  /**
   * How sums of products of bytes are made: {@code exact} by instructions for it, else by the ones
   * that all processors of this kind have, which may cut sums off at 16 bits.
   */
  public static String productsOfBytes() {
    try {
      return productsOfBytes(System.getProperty("os.arch"), Files.readAllLines(FLAGS));
    } catch (IOException noSuchFile) {
      return System.getProperty("os.arch");
    }
  }

  static String productsOfBytes(String machine, List<String> facts) {
    for (String fact : facts) {
      if (fact.startsWith("flags") || fact.startsWith("Features")) {
        List<String> names = Arrays.asList(fact.split("\\s+"));
        boolean exact =
            names.contains("avx512_vnni")
                || names.contains("avx_vnni")
                || names.contains("asimddp");
        return exact ? "exact" : machine;
      }
    }
    return machine;
  }
}
