package io.idealstream.demo.feed;

import io.idealstream.wire.Query;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A query that the demo lets stand.
 *
 * @param threshold least cosine of a hit
 * @param wanted what is true of the pictures it should find: for each factor the values that will
 *     do
 */
public record StandingQuery(
    String id, String text, double threshold, Map<String, Set<String>> wanted) {

  /**
   * One for a thing, one for a thing in a place. Cosines of this model lie well apart: of pictures
   * shown to it for the first time, about nine in ten on the right side of these thresholds are
   * right.
   */
  public static final List<StandingQuery> ALL =
      List.of(
          new StandingQuery(
              "penguin", "a photo of a penguin", 0.46, Map.of("object", Set.of("penguin"))),
          new StandingQuery(
              "forest-bird",
              "a bird in the forest",
              0.52,
              Map.of(
                  "bird", Set.of("landbird", "waterbird"),
                  "background", Set.of("forest"))));

  /** The same for topic {@code queries}; what is wanted stays here. */
  public Query query() {
    return new Query(
        id, text, null, null, threshold, null, null, null, null, null, null, null, null);
  }

  /** Whether the query should find a picture. */
  public boolean wants(Sample sample) {
    return wanted.entrySet().stream()
        .allMatch(
            factor ->
                factor.getValue().contains(sample.values().getOrDefault(factor.getKey(), "")));
  }
}
