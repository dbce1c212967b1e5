package io.idealstream.wire.space;

import io.idealstream.wire.config.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one factor of a space file. */
final class FactorParser {

  /** Room for decimal fractions such as 0.333333. */
  private static final double WEIGHT_TOLERANCE = 1e-6;

  private FactorParser() {}

  static FactorDefinition parse(Section section) {
    Role role = section.choice("role", Role.class);
    Kind kind = section.choice("kind", Kind.class, Kind.ONE);
    Section valueSection = section.namesOrSection("values");
    Map<String, List<String>> values = SpaceParser.textsByName(valueSection);
    if (values.size() < 2) {
      section
          .problems()
          .note(valueSection.path(), "expected two values or more, found " + values.size());
    }
    values.keySet().forEach(value -> Names.checkValue(valueSection, value));
    Map<String, Double> weights =
        section.has("weights")
            ? weights(section.section("weights"), values.keySet())
            : uniform(values.keySet());
    Map<String, Double> thresholds =
        section.has("thresholds")
            ? fractions(section.section("thresholds"), values.keySet(), "a probability from 0 to 1")
            : Map.of();
    double temperature = temperature(section, kind);
    Double coverage = section.has("coverage") ? coverage(section, kind) : null;
    Map<String, Double> sets =
        section.has("sets")
            ? fractions(section.section("sets"), values.keySet(), "a quantile from 0 to 1")
            : Map.of();
    if (!sets.isEmpty() && coverage == null) {
      section.problems().expected(section.pathOf("coverage"), "what sets are to cover", null);
    }
    section.refuseOthers();
    return new FactorDefinition(
        role, kind, values, weights, thresholds, temperature, coverage, sets);
  }

  private static double temperature(Section section, Kind kind) {
    double temperature = section.number("temperature", 1);
    if (temperature <= 0) {
      section.problems().expected(section.pathOf("temperature"), "a number above 0", temperature);
    }
    if (section.has("temperature") && kind != Kind.ONE) {
      section
          .problems()
          .note(section.pathOf("temperature"), "says something only in a factor of kind one");
    }
    return temperature;
  }

  private static double coverage(Section section, Kind kind) {
    double coverage = section.number("coverage");
    if (coverage <= 0 || coverage >= 1) {
      section
          .problems()
          .expected(section.pathOf("coverage"), "a share above 0 and below 1", coverage);
    }
    if (kind != Kind.ONE) {
      section
          .problems()
          .note(section.pathOf("coverage"), "says something only in a factor of kind one");
    }
    return coverage;
  }

  private static Map<String, Double> uniform(Set<String> values) {
    Map<String, Double> weights = new LinkedHashMap<>();
    values.forEach(value -> weights.put(value, 1.0 / values.size()));
    return weights;
  }

  /** Numbers from 0 to 1 for some of the values, in the order of the values. */
  private static Map<String, Double> fractions(
      Section section, Set<String> values, String expected) {
    Map<String, Double> fractions = new LinkedHashMap<>();
    for (String value : values) {
      if (section.has(value)) {
        double fraction = section.number(value);
        if (fraction < 0 || fraction > 1) {
          section.problems().expected(section.pathOf(value), expected, fraction);
        }
        fractions.put(value, fraction);
      }
    }
    section.refuseOthers();
    return fractions;
  }

  /** One weight for each value, in the order of the values. */
  private static Map<String, Double> weights(Section section, Set<String> values) {
    Map<String, Double> weights = new LinkedHashMap<>();
    double sum = 0;
    for (String value : values) {
      double weight = section.number(value);
      if (weight <= 0) {
        section.problems().expected(section.pathOf(value), "a weight above 0", weight);
      }
      weights.put(value, weight);
      sum += weight;
    }
    section.refuseOthers();
    if (Math.abs(sum - 1) > WEIGHT_TOLERANCE) {
      section.problems().note(section.path(), "expected weights that add up to 1, found " + sum);
    }
    return weights;
  }
}
