package io.idealstream.estimate;

import io.idealstream.wire.Source;
import io.idealstream.wire.space.FactorDefinition;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether a space on trial makes its words of the sums of the live one.
 *
 * <p>It does where every item votes alike in both: then the sums are those that it would have had,
 * had it been there from the beginning, and that it will have once it is live. Roles, weights,
 * prompts, methods and thresholds are nothing to sums. Captions name values by their phrases; what
 * images leave open is inferred by each space's own prompts.
 */
public final class SharedSums {

  private SharedSums() {}

  /** Whether the estimate from a source shares its sums. */
  public static boolean between(KnownSpace live, KnownSpace trial, Source source) {
    SpaceDefinition one = live.definition();
    SpaceDefinition other = trial.definition();
    return source != Source.INFERRED
        && live.model().equals(trial.model())
        && live.halfLifeMillis() == trial.halfLifeMillis()
        && one.estimate().per() == other.estimate().per()
        && feeds(one).equals(feeds(other))
        && values(one).equals(values(other))
        && (source != Source.CAPTIONS || phrases(one).equals(phrases(other)));
  }

  private static Set<String> feeds(SpaceDefinition space) {
    return space.feeds().contains("*") ? Set.of("*") : new HashSet<>(space.feeds());
  }

  private static Map<String, Set<String>> values(SpaceDefinition space) {
    Map<String, Set<String>> values = new HashMap<>();
    space.factors().forEach((name, factor) -> values.put(name, factor.values().keySet()));
    return values;
  }

  /** In the order of the definition, which decides between phrases that overlap. */
  private static Map<String, String> phrases(SpaceDefinition space) {
    Map<String, String> phrases = new HashMap<>();
    for (Map.Entry<String, FactorDefinition> factor : space.factors().entrySet()) {
      phrases.put(factor.getKey(), factor.getValue().values().toString());
    }
    return phrases;
  }
}
