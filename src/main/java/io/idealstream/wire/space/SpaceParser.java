package io.idealstream.wire.space;

import io.idealstream.math.Weighting;
import io.idealstream.wire.Source;
import io.idealstream.wire.config.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a definition of what somebody wrote. All problems are noted at once, each with its path,
 * what was expected and what was found; the definition counts only if there are none.
 */
public final class SpaceParser {

  private static final String AUTO = "auto";

  private SpaceParser() {}

  /**
   * The definition a file or message gives, however many cells it has.
   *
   * @return null if the section's problems are not none
   */
  public static SpaceDefinition parse(Section file) {
    String space = file.text("space");
    Names.checkSpace(file, "space", space);
    List<String> feeds = file.texts("feeds", List.of("*"));
    List<String> templates = file.texts("templates");
    Map<String, List<String>> plain = textsByName(file.section("plain"));
    Map<String, FactorDefinition> factors = factors(file);
    Gate gate = file.has("gate") ? gate(file.section("gate")) : null;
    Estimate estimate = estimate(file.section("estimate"));
    boolean normalizeClasses = file.truth("normalize-classes", false);
    LabelMethod method = file.choice("method", LabelMethod.class, LabelMethod.IDEAL_WORDS);
    boolean explain = file.truth("explain", false);
    boolean shadow = file.truth("shadow", false);
    file.refuseOthers();
    SpaceDefinition definition =
        new SpaceDefinition(
            space,
            feeds,
            templates,
            plain,
            factors,
            gate,
            estimate,
            normalizeClasses,
            method,
            explain,
            shadow);
    SpaceRules.check(definition, file.problems());
    return file.problems().none() ? definition : null;
  }

  private static Map<String, FactorDefinition> factors(Section file) {
    Section section = file.section("factors");
    Map<String, FactorDefinition> factors = new LinkedHashMap<>();
    for (String name : section.names()) {
      Names.check(section, name, name);
      factors.put(name, FactorParser.parse(section.section(name)));
    }
    if (factors.isEmpty()) {
      file.problems().expected("factors", "at least one factor", null);
    }
    return factors;
  }

  private static Gate gate(Section section) {
    Gate gate = new Gate(section.texts("against"), section.number("margin", 0));
    section.refuseOthers();
    return gate;
  }

  private static Estimate estimate(Section section) {
    Estimate standard = Estimate.DEFAULT;
    Estimate estimate =
        new Estimate(
            section.choice("weighting", Weighting.class, standard.weighting()),
            section.duration("half-life", standard.halfLife()),
            section.choice("per", Per.class, standard.per()),
            section.choice("label-source", Source.class, standard.labelSource()),
            section.choice("blend-source", Source.class, standard.blendSource()),
            section.choice("blend", Blending.class, standard.blend()),
            section.numberUnless("prior", AUTO),
            section.truth("inferred", standard.inferred()));
    section.refuseOthers();
    return estimate;
  }

  static Map<String, List<String>> textsByName(Section section) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (String name : section.names()) {
      texts.put(name, section.texts(name));
    }
    return texts;
  }
}
