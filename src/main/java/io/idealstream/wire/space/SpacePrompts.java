package io.idealstream.wire.space;

import io.idealstream.math.Cell;
import io.idealstream.math.FactorSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts to embed for a space, made one cell at a time: a space may have tens of thousands.
 *
 * <p>A cell's prompts are every template with every combination of its values' phrases: templates
 * in order, within a template the last factor's phrase changes fastest.
 */
public final class SpacePrompts {

  private final SpaceDefinition space;
  private final FactorSpace cells;
  private final List<Template> templates;

  public SpacePrompts(SpaceDefinition space) {
    this.space = space;
    this.cells = space.factorSpace();
    this.templates = space.templates().stream().map(Template::parse).toList();
  }

  /** The cells, in the order of {@link FactorSpace#cellAt}. */
  public FactorSpace cells() {
    return cells;
  }

  /** The prompts of a cell, to be averaged for its vector. */
  public List<String> ofCell(Cell cell) {
    Map<String, List<String>> phrases = new LinkedHashMap<>();
    for (int i = 0; i < cells.factors(); i++) {
      String factor = cells.factor(i).name();
      String value = cells.factor(i).values().get(cell.value(i));
      phrases.put(factor, space.factors().get(factor).values().get(value));
    }
    List<Map<String, String>> choices = combinations(phrases);
    List<String> prompts = new ArrayList<>(templates.size() * choices.size());
    for (Template template : templates) {
      for (Map<String, String> choice : choices) {
        prompts.add(template.fill(choice));
      }
    }
    return prompts;
  }

  /**
   * The plain prompts of a factor's value, to be averaged for its raw class vector; empty for a
   * factor without plain templates.
   */
  public List<String> plain(String factor, String value) {
    List<String> prompts = new ArrayList<>();
    for (String template : space.plain().getOrDefault(factor, List.of())) {
      Template parsed = Template.parse(template);
      for (String phrase : space.factors().get(factor).values().get(value)) {
        prompts.add(parsed.fill(Map.of(factor, phrase)));
      }
    }
    return prompts;
  }

  /** The gate's texts; empty for a space without a gate. */
  public List<String> gate() {
    return space.gate() == null ? List.of() : space.gate().against();
  }

  private static List<Map<String, String>> combinations(Map<String, List<String>> phrases) {
    List<Map<String, String>> choices = List.of(Map.of());
    for (Map.Entry<String, List<String>> factor : phrases.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> choice : choices) {
        for (String phrase : factor.getValue()) {
          Map<String, String> extended = new LinkedHashMap<>(choice);
          extended.put(factor.getKey(), phrase);
          longer.add(extended);
        }
      }
      choices = longer;
    }
    return choices;
  }
}
