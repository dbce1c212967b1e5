package io.idealstream.wire.space;

import io.idealstream.wire.config.DurationText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A definition as plain maps, lists, texts and numbers, under the names of a space file. */
public final class SpaceTree {

  private SpaceTree() {}

  /**
   * Everything the definition says, defaults included, in the order of the definition. What spaces
   * could not say at first is left out where it is the default: a definition of that time keeps its
   * content hash.
   */
  public static Map<String, Object> of(SpaceDefinition space) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("space", space.space());
    tree.put("feeds", space.feeds());
    tree.put("templates", space.templates());
    tree.put("plain", space.plain());
    Map<String, Object> factors = new LinkedHashMap<>();
    space.factors().forEach((name, factor) -> factors.put(name, of(factor)));
    tree.put("factors", factors);
    if (space.gate() != null) {
      Map<String, Object> gate = new LinkedHashMap<>();
      gate.put("against", space.gate().against());
      gate.put("margin", space.gate().margin());
      tree.put("gate", gate);
    }
    tree.put("estimate", of(space.estimate()));
    tree.put("normalize-classes", space.normalizeClasses());
    if (space.method() != LabelMethod.IDEAL_WORDS) {
      tree.put("method", space.method().code());
    }
    if (space.explain()) {
      tree.put("explain", true);
    }
    if (space.shadow()) {
      tree.put("shadow", true);
    }
    return tree;
  }

  /** The same with every object's fields sorted, so that equal definitions give equal trees. */
  public static Map<String, Object> canonical(SpaceDefinition space) {
    return sorted(of(space));
  }

  private static Map<String, Object> of(FactorDefinition factor) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("role", factor.role().code());
    tree.put("kind", factor.kind().code());
    tree.put("values", factor.values());
    tree.put("weights", factor.weights());
    if (!factor.thresholds().isEmpty()) {
      tree.put("thresholds", factor.thresholds());
    }
    if (factor.temperature() != 1) {
      tree.put("temperature", factor.temperature());
    }
    if (factor.coverage() != null) {
      tree.put("coverage", factor.coverage());
    }
    if (!factor.sets().isEmpty()) {
      tree.put("sets", factor.sets());
    }
    return tree;
  }

  private static Map<String, Object> of(Estimate estimate) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("weighting", estimate.weighting().toString());
    if (estimate.halfLife() != null) {
      tree.put("half-life", DurationText.of(estimate.halfLife()));
    }
    tree.put("per", estimate.per().code());
    tree.put("label-source", estimate.labelSource().code());
    // only where it is asked for: a space that does not know of it keeps its hash and its version
    if (estimate.blendSource() != Estimate.DEFAULT.blendSource()) {
      tree.put("blend-source", estimate.blendSource().code());
    }
    if (estimate.blend() != Estimate.DEFAULT.blend()) {
      tree.put("blend", estimate.blend().code());
    }
    if (estimate.prior() != null) {
      tree.put("prior", estimate.prior());
    }
    if (estimate.inferred()) {
      tree.put("inferred", true);
    }
    return tree;
  }

  private static Map<String, Object> sorted(Map<?, ?> tree) {
    Map<String, Object> sorted = new TreeMap<>();
    tree.forEach((name, value) -> sorted.put((String) name, sortedValue(value)));
    return sorted;
  }

  private static Object sortedValue(Object value) {
    if (value instanceof Map<?, ?> map) {
      return sorted(map);
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(sortedValue(element)));
      return elements;
    }
    return value;
  }
}
