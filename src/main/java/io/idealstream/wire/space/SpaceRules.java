package io.idealstream.wire.space;

import io.idealstream.wire.Source;
import io.idealstream.wire.TrialName;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.config.Spelling;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the parts of a definition owe each other. Parts that were missing or wrong by themselves
 * have been noted before, and are passed over.
 */
final class SpaceRules {

  static final int MOST_PROMPTS_PER_CELL = 1_000;
  static final int LONGEST_TEXT = 1_000;

  private final SpaceDefinition space;
  private final Problems problems;

  private SpaceRules(SpaceDefinition space, Problems problems) {
    this.space = space;
    this.problems = problems;
  }

  static void check(SpaceDefinition space, Problems problems) {
    SpaceRules rules = new SpaceRules(space, problems);
    rules.checkTrial();
    rules.checkPromptsPerCell();
    rules.checkTemplates();
    rules.checkPlain();
    rules.checkGate();
    rules.checkLabelSource();
    rules.checkMethod();
    space.factors().forEach(rules::checkPhrases);
  }

  private void checkTrial() {
    if (space.space() != null && TrialName.isOne(space.space()) && !space.shadow()) {
      problems.note("shadow", "expected true, since the name ends in " + TrialName.SUFFIX);
    }
  }

  private void checkPromptsPerCell() {
    double promptsPerCell = space.templates().size();
    for (FactorDefinition factor : space.factors().values()) {
      promptsPerCell *= factor.values().values().stream().mapToInt(List::size).max().orElse(1);
    }
    if (promptsPerCell > MOST_PROMPTS_PER_CELL) {
      problems.note(
          "templates",
          "expected at most "
              + MOST_PROMPTS_PER_CELL
              + " prompts for a cell (templates times phrases), found "
              + (long) promptsPerCell);
    }
  }

  private void checkTemplates() {
    if (space.factors().isEmpty()) {
      return;
    }
    for (int i = 0; i < space.templates().size(); i++) {
      checkTemplate("templates[" + i + "]", space.templates().get(i), space.factors().keySet());
    }
  }

  private void checkPlain() {
    boolean noneToAnswer =
        space.factors().values().stream().allMatch(factor -> factor.role() == Role.SPURIOUS);
    if (noneToAnswer && !space.factors().isEmpty()) {
      problems.note("factors", "expected a factor of role label, found none");
    }
    for (String factor : space.factorsOf(Role.LABEL)) {
      if (!space.plain().containsKey(factor)) {
        problems.expected(
            "plain." + factor, "a list of texts, the raw prompts of label factor " + factor, null);
      }
    }
    space.plain().forEach(this::checkPlain);
  }

  private void checkPlain(String factor, List<String> templates) {
    if (!space.factors().containsKey(factor)) {
      String hint = Spelling.didYouMean(factor, space.factors().keySet());
      problems.note("plain." + factor, "there is no factor of this name" + hint);
      return;
    }
    for (int i = 0; i < templates.size(); i++) {
      checkTemplate("plain." + factor + "[" + i + "]", templates.get(i), Set.of(factor));
    }
  }

  private void checkTemplate(String path, String text, Set<String> factors) {
    checkLength(path, text);
    try {
      Set<String> placeholders = new LinkedHashSet<>(Template.parse(text).placeholders());
      for (String factor : factors) {
        if (!placeholders.remove(factor)) {
          problems.note(path, "expected the placeholder {" + factor + "}, found \"" + text + "\"");
        }
      }
      for (String unknown : placeholders) {
        String hint =
            Spelling.closest(unknown, factors)
                .map(close -> "; did you mean {" + close + "}?")
                .orElse("; expected {" + String.join("}, {", factors) + "}");
        problems.note(path, "unknown placeholder {" + unknown + "}" + hint);
      }
    } catch (IllegalArgumentException unbalanced) {
      problems.note(path, unbalanced.getMessage());
    }
  }

  private void checkMethod() {
    LabelMethod method = space.method();
    Source source = space.estimate().labelSource();
    if (source != Source.INFERRED && !method.takes(source)) {
      problems.note(
          "estimate.label-source",
          "method %s does not label by %s, expected %s"
              .formatted(
                  method.code(),
                  source.code(),
                  Arrays.stream(Source.values())
                      .filter(method::takes)
                      .map(Source::code)
                      .collect(Collectors.joining(" or "))));
    }
    if (!method.needsSpuriousPrompts()) {
      return;
    }
    List<String> spurious = space.factorsOf(Role.SPURIOUS);
    if (spurious.isEmpty()) {
      problems.note(
          "method", method.code() + " expects a factor of role spurious to take out, found none");
    }
    for (String factor : spurious) {
      if (!space.plain().containsKey(factor)) {
        problems.expected(
            "plain." + factor,
            "a list of texts that name factor %s alone, for method %s"
                .formatted(factor, method.code()),
            null);
      }
    }
  }

  private void checkGate() {
    if (space.gate() != null) {
      space.gate().against().forEach(text -> checkLength("gate.against", text));
    }
  }

  private void checkLabelSource() {
    Source joined = space.estimate().blendSource();
    if (joined != Source.IMAGES && joined != Source.FEEDBACK) {
      problems.expected("estimate.blend-source", "images or feedback", joined.code());
    }
    if (space.estimate().prior() != null && space.estimate().blend() != Blending.PRIOR) {
      problems.note("estimate.prior", "says something only with estimate.blend: prior");
    }
    if (space.estimate().labelSource() == Source.INFERRED) {
      problems.note(
          "estimate.label-source",
          "words of inferred values do not label: they come from the labels of the prompts' words");
    }
  }

  private void checkPhrases(String name, FactorDefinition factor) {
    Map<List<String>, String> owners = new HashMap<>();
    factor
        .values()
        .forEach(
            (value, phrases) -> {
              String path = "factors." + name + ".values." + value;
              for (String phrase : phrases) {
                checkLength(path, phrase);
                List<String> words = WordSequence.of(phrase);
                String owner = owners.putIfAbsent(words, value);
                if (words.isEmpty()) {
                  problems.note(path, "phrase \"" + phrase + "\" has no letter and no digit");
                } else if (owner != null && !owner.equals(value)) {
                  problems.note(path, "phrase \"" + phrase + "\" is already one of value " + owner);
                }
              }
            });
  }

  private void checkLength(String path, String text) {
    if (text.length() > LONGEST_TEXT) {
      problems.note(
          path, "expected at most " + LONGEST_TEXT + " characters, found " + text.length());
    }
  }
}
