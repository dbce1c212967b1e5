package io.idealstream.policy;

import io.idealstream.wire.space.FactorDefinition;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names there are, against which those of expressions are held.
 *
 * @param spaces space to its label factors, each with the values it can have; null where spaces are
 *     not known
 * @param factors space to all its factors, those of labels and others; null alike
 * @param queries ids of standing queries; null where they are not known
 */
public record Vocabulary(
    Map<String, Map<String, Set<String>>> spaces,
    Map<String, Set<String>> factors,
    Set<String> queries) {

  /** Where nothing is known, every name passes. */
  public static final Vocabulary UNKNOWN = new Vocabulary(null, null, null);

  /**
   * The names of definitions.
   *
   * @param spaces null where they are not known
   * @param queries ids; null where they are not known
   */
  public static Vocabulary of(Collection<SpaceDefinition> spaces, Collection<String> queries) {
    Map<String, Map<String, Set<String>>> known = null;
    Map<String, Set<String>> all = null;
    if (spaces != null) {
      known = new TreeMap<>();
      all = new TreeMap<>();
      for (SpaceDefinition space : spaces) {
        known.put(space.space(), labelFactors(space));
        all.put(space.space(), space.factors().keySet());
      }
    }
    return new Vocabulary(known, all, queries == null ? null : new TreeSet<>(queries));
  }

  private static Map<String, Set<String>> labelFactors(SpaceDefinition space) {
    Map<String, Set<String>> factors = new LinkedHashMap<>();
    for (String name : space.factorsOf(Role.LABEL)) {
      FactorDefinition factor = space.factors().get(name);
      factors.put(name, factor.values().keySet());
    }
    return factors;
  }
}
