package io.idealstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Spaces of factors f0, f1, ... with values v0, v1, ..., and cells of them. */
final class ManyValues {

  private ManyValues() {}

  static String space(int factors, int values) {
    StringBuilder text = new StringBuilder("space: many\ntemplates: [\"");
    IntStream.range(0, factors).forEach(i -> text.append("{f").append(i).append("} "));
    text.append("\"]\nplain: {f0: [\"{f0}\"]}\nfactors:\n");
    String names =
        IntStream.range(0, values)
            .mapToObj(v -> "v" + v + ": [v" + v + "]")
            .collect(Collectors.joining(", "));
    for (int i = 0; i < factors; i++) {
      String role = i == 0 ? "label" : "spurious";
      text.append("  f%d: {role: %s, values: {%s}}\n".formatted(i, role, names));
    }
    return text.toString();
  }

  /** Random cells; value v of factor i adds v 100^-i to the one number of a cell's vector. */
  static List<String> additiveCells(int factors, int values, int number) {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < number; n++) {
      double sum = 0;
      List<String> names = new ArrayList<>();
      for (int i = 0; i < factors; i++) {
        int value = random.nextInt(values);
        names.add("\"v" + value + "\"");
        sum += value * Math.pow(100, -i);
      }
      lines.add("{\"cell\":%s,\"vector\":[%s]}".formatted(names, sum));
    }
    return lines;
  }
}
