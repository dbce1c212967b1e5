package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.idealstream.fixtures.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alert rules, by Prometheus's own tool and against their page. */
class AlertRulesTest {
  private static final Path RULES = Path.of("docker/alerts.yml");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check rules docker/alerts.yml",
        "test rules docker/alerts-test.yml",
        "check config --syntax-only docker/prometheus.yml"
      })
  void promtoolFindsNothingWrong(String command) throws Exception {
    assumeTrue(Programs.find("promtool").isPresent(), "no promtool on the PATH");
    Process process =
        new ProcessBuilder(("promtool " + command).split(" ")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains("SUCCESS"), said);
  }

  @Test
  void everyRuleHasItsTestAndItsLineOnThePage() throws Exception {
    Set<String> rules = found(RULES, "alert: (\\w+)");
    assertTrue(rules.size() > 10);
    assertEquals(rules, found(Path.of("docs/metrics.md"), "(?m)^\\| `([A-Z]\\w+)` \\|"));
    assertEquals(rules, found(Path.of("docker/alerts-test.yml"), "alertname: (\\w+)"));
    // each is seen firing: by itself, or among those that are
    Set<String> firing = found(Path.of("docker/alerts-test.yml"), "alertname=\"(\\w+)\"");
    firing.addAll(List.of("JobDoesNotReport", "WordsAreOld"));
    assertEquals(rules, firing);
  }

  private static Set<String> found(Path file, String pattern) throws Exception {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
