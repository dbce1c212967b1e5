package io.idealstream.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of metrics names what the code registers, and nothing else. */
class MetricsGuideTest {
  private static final Path PAGE = Path.of("docs/metrics.md");
  private static final Path OPERATORS = Path.of("src/main/java/io/idealstream/stream");
  private static final Path STAGES = Path.of("src/main/java/io/idealstream/job");

  /** A metric by a name that stands in the code. */
  private static final Pattern REGISTERED =
      Pattern.compile("\\.(?:counter|gauge|histogram|meter)\\(\\s*\"([^\"]+)\"");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([<a-z][^`]*)` \\|");

  @Test
  void everyMetricHasItsRow() throws IOException {
    Set<String> missing = new TreeSet<>();
    Set<String> documented = lastParts(documented());
    for (String name : registered()) {
      if (!documented.contains(lastPart(name))) {
        missing.add(name);
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyRowIsAMetric() throws IOException {
    String code = code();
    Set<String> unknown = new TreeSet<>();
    for (String name : lastParts(documented())) {
      if (!name.startsWith("<") && !code.contains("\"" + name + "\"")) {
        unknown.add(name);
      }
    }
    assertEquals(Set.of(), unknown);
  }

  @Test
  void namesAreInOneStyle() throws IOException {
    assertTrue(registered().size() > 20, "metrics found");
    for (String name : registered()) {
      assertTrue(name.matches("[a-z][a-zA-Z0-9]*"), name);
    }
  }

  private static Set<String> registered() throws IOException {
    return REGISTERED
        .matcher(code())
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> documented() throws IOException {
    return ROW.matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult row) -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> lastParts(Set<String> names) {
    return names.stream().map(MetricsGuideTest::lastPart).collect(Collectors.toSet());
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String code() throws IOException {
    try (Stream<Path> operators = Files.walk(OPERATORS);
        Stream<Path> stages = Files.walk(STAGES)) {
      StringBuilder code = new StringBuilder();
      for (Path file :
          Stream.concat(operators, stages)
              .filter(path -> path.toString().endsWith(".java"))
              .toList()) {
        code.append(Files.readString(file));
      }
      return code.toString();
    }
  }
}
