package io.idealstream.cli.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.Query;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  private static final String SPACE =
      """
      space: %s
      templates: ["a {bird}"]
      plain: {bird: ["a {bird}"]}
      factors: {bird: {role: label, values: {duck: [duck], owl: [%s]}%s}}
      %s
      """;

  @Test
  void eachFieldOfASpaceThatDiffersIsNamedWithBothItsValues() {
    SpaceDefinition live = space("birds", "owl", "", "");
    assertEquals(List.of(), Differences.of(live, space("other", "owl", "", "shadow: true")));
    assertEquals(
        List.of(
            "factors.bird.thresholds: unset -> {\"duck\":0.7}",
            "factors.bird.values.owl: [\"owl\"] -> [\"barn owl\"]",
            "gate: unset -> {\"against\":[\"a cat\"],\"margin\":0.0}",
            "method: unset -> plain"),
        Differences.of(
            live,
            space(
                "birds",
                "barn owl",
                ", thresholds: {duck: 0.7}",
                "method: plain\ngate: {against: [a cat]}")));
  }

  @Test
  void eachFieldOfAQueryThatDiffersIsNamedWithBothItsValues() {
    Query live = query("ducks", "a duck", 0.3, null);
    assertEquals(List.of(), Differences.of(live, query("ducks~trial", "a duck", 0.3, null)));
    assertEquals(
        List.of("text: a duck -> two ducks", "threshold: 0.3 -> 0.4", "window: unset -> 10s"),
        Differences.of(live, query("ducks", "two ducks", 0.4, Duration.ofSeconds(10))));
  }

  private static Query query(String id, String text, double threshold, Duration window) {
    return new Query(
        id, text, null, null, threshold, null, window, null, null, null, null, null, null);
  }

  private static SpaceDefinition space(String name, String owl, String more, String rules) {
    return SpaceFile.read("test", SPACE.formatted(name, owl, more, rules).getBytes(UTF_8));
  }
}
