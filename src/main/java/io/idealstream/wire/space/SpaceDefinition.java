package io.idealstream.wire.space;

import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.OrAbsent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A space as it was defined, every default filled in. {@link SpaceParser} makes only valid ones.
 *
 * <p>Maps keep the order of the definition; two definitions that differ in that order alone are
 * equal, and so is what they mean.
 *
 * @param feeds names of feeds, or {@code *} for every feed
 * @param templates prompts of a cell, with one placeholder {@code {factor}} for each factor
 * @param plain factor to its prompts without the other factors; there for each label factor
 * @param factors in the order of the definition, which is also the order of a cell's values
 * @param gate null where every item is taken to be about the space
 * @param normalizeClasses whether class vectors are scaled to unit length before they are compared
 * @param method how labels are made
 * @param explain whether labels say what moved the raw answer
 * @param shadow whether labels are on trial
 */
public record SpaceDefinition(
    String space,
    List<String> feeds,
    List<String> templates,
    Map<String, List<String>> plain,
    Map<String, FactorDefinition> factors,
    @OrAbsent Gate gate,
    Estimate estimate,
    boolean normalizeClasses,
    LabelMethod method,
    boolean explain,
    boolean shadow) {

  /** The same with other templates. */
  public SpaceDefinition withTemplates(List<String> others) {
    return new SpaceDefinition(
        space,
        feeds,
        others,
        plain,
        factors,
        gate,
        estimate,
        normalizeClasses,
        method,
        explain,
        shadow);
  }

  /** The same under another name, on trial or not. */
  public SpaceDefinition named(String other, boolean onTrial) {
    return new SpaceDefinition(
        other,
        feeds,
        templates,
        plain,
        factors,
        gate,
        estimate,
        normalizeClasses,
        method,
        explain,
        onTrial);
  }

  /** Whether items of this feed belong to the space. */
  public boolean appliesTo(String feed) {
    return feeds.contains("*") || feeds.contains(feed);
  }

  /** The space's factors, values and weights, for arithmetic. */
  public FactorSpace factorSpace() {
    return spaceOf(factors.keySet());
  }

  /** The label factors alone, in the order of the definition. */
  public FactorSpace labelSpace() {
    return spaceOf(factorsOf(Role.LABEL));
  }

  private FactorSpace spaceOf(Collection<String> names) {
    List<Factor> all = new ArrayList<>();
    for (String name : names) {
      FactorDefinition factor = factors.get(name);
      all.add(new Factor(name, factor.names(), List.copyOf(factor.weights().values())));
    }
    return FactorSpace.of(all);
  }

  /** Names of the factors whose plain prompts are embedded, in the order of the definition. */
  public List<String> plainFactors() {
    return method.needsSpuriousPrompts() ? List.copyOf(factors.keySet()) : factorsOf(Role.LABEL);
  }

  /** Names of the factors of a role, in the order of the definition. */
  public List<String> factorsOf(Role role) {
    return factors.entrySet().stream()
        .filter(factor -> factor.getValue().role() == role)
        .map(Map.Entry::getKey)
        .toList();
  }
}
