package io.idealstream.demo.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private static final Samples SAMPLES = Samples.bundled();

  @Test
  void birdsAreBalancedOverTheirGroupsSoThatTheAverageIsFair() {
    Map<String, Long> groups =
        all()
            .filter(sample -> sample.values().containsKey("bird"))
            .collect(
                Collectors.groupingBy(
                    sample -> sample.values().get("bird") + "/" + sample.values().get("place"),
                    Collectors.counting()));
    assertEquals(
        Set.of("landbird/land", "landbird/water", "waterbird/land", "waterbird/water"),
        groups.keySet());
    assertEquals(1, new HashSet<>(groups.values()).size(), groups::toString);
  }

  @Test
  void everyStandingQueryWantsSomeOfThem() {
    for (StandingQuery query : StandingQuery.ALL) {
      long wanted = all().filter(query::wants).count();
      assertTrue(wanted >= 20 && wanted < SAMPLES.size() / 2, query.id() + ": " + wanted);
    }
  }

  @Test
  void aQueryWantsAPictureOnlyIfEveryFactorFits() {
    StandingQuery query =
        new StandingQuery("q", "", 0, Map.of("bird", Set.of("landbird"), "place", Set.of("sea")));
    assertTrue(query.wants(sample(Map.of("bird", "landbird", "place", "sea", "color", "red"))));
    assertEquals(false, query.wants(sample(Map.of("bird", "landbird", "place", "road"))));
    assertEquals(false, query.wants(sample(Map.of("place", "sea"))));
  }

  @Test
  void theBundledSpacesAreThoseOfTheConfigurationFolder() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("conf/spaces"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertEquals(names, Spaces.FILES);
    }
    assertEquals(
        List.of("birds", "colors", "scenes"),
        Spaces.bundled().stream().map(space -> space.space()).toList());
  }

  @Test
  void aTitleSaysWhatIsSeenAndWhere() {
    assertEquals("duck, lake", sample(Map.of("object", "duck", "background", "lake")).title());
  }

  private static Sample sample(Map<String, String> values) {
    return new Sample("sample-1", "1.jpg", "a caption", values);
  }

  private static Stream<Sample> all() {
    return IntStream.range(0, SAMPLES.size()).mapToObj(SAMPLES::get);
  }
}
