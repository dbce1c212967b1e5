package io.idealstream.wire.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpacePromptsTest {

  private static final SpaceDefinition SPACE =
      Spaces.of(
          """
          space: birds
          templates: ["a photo of a {bird} {place}", "{place}: one {bird}, a {bird}"]
          plain: {bird: ["a photo of a {bird}", "some {bird}"]}
          factors:
            bird: {role: label, values: {landbird: ["landbird", "land bird"], waterbird: [gull]}}
            place: {role: spurious, values: {land: ["on land", "in a forest"], water: [at sea]}}
          gate: {against: ["a photo", "a drawing"], margin: 0.02}
          """);

  private final SpacePrompts prompts = new SpacePrompts(SPACE);

  @Test
  void aCellHasEveryTemplateWithEveryPhraseInOrder() {
    assertEquals(
        List.of(
            "a photo of a landbird on land",
            "a photo of a landbird in a forest",
            "a photo of a land bird on land",
            "a photo of a land bird in a forest",
            "on land: one landbird, a landbird",
            "in a forest: one landbird, a landbird",
            "on land: one land bird, a land bird",
            "in a forest: one land bird, a land bird"),
        prompts.ofCell(prompts.cells().cell("landbird", "land")));
  }

  @Test
  void cellsAreNumberedWithTheLastFactorFastest() {
    assertEquals(
        List.of("a photo of a gull at sea", "at sea: one gull, a gull"),
        prompts.ofCell(prompts.cells().cellAt(3)));
    assertEquals(prompts.cells().cell("landbird", "water"), prompts.cells().cellAt(1));
    assertEquals(4, prompts.cells().cells());
  }

  @Test
  void plainPromptsNameOneFactorAlone() {
    assertEquals(
        List.of(
            "a photo of a landbird", "a photo of a land bird", "some landbird", "some land bird"),
        prompts.plain("bird", "landbird"));
    assertEquals(List.of(), prompts.plain("place", "land"));
  }

  @Test
  void theGateBringsItsOwnTexts() {
    assertEquals(List.of("a photo", "a drawing"), prompts.gate());
  }

  @Test
  void tensOfThousandsOfCellsAreMadeOneAtATime() {
    StringBuilder attributes = new StringBuilder();
    StringBuilder objects = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      attributes.append(i == 0 ? "" : ", ").append("a").append(i);
      objects.append(i == 0 ? "" : ", ").append("o").append(i);
    }
    SpaceDefinition large =
        Spaces.of(
            """
            space: large
            templates: ["an image of a {a} {o}"]
            plain: {a: ["{a}"], o: ["{o}"]}
            factors:
              a: {role: label, values: [%s]}
              o: {role: label, values: [%s]}
            """
                .formatted(attributes, objects));
    SpacePrompts many = new SpacePrompts(large);

    assertEquals(90_000, many.cells().cells());
    assertEquals(List.of("an image of a a299 o299"), many.ofCell(many.cells().cellAt(89_999)));
  }

  @Test
  void aSpaceAppliesToItsFeeds() {
    assertTrue(SPACE.appliesTo("any"));
    assertEquals(List.of("bird"), SPACE.factorsOf(Role.LABEL));
    assertEquals(List.of("place"), SPACE.factorsOf(Role.SPURIOUS));
    assertEquals(0.5, SPACE.factorSpace().weight(1, 0));
  }
}
