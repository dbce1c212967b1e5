package io.idealstream.wire.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasebookTest {

  private static final SpaceDefinition SPACE =
      Spaces.of(
          """
          space: birds
          templates: ["a photo of a {bird} {place}"]
          plain: {bird: ["a photo of a {bird}"]}
          factors:
            bird:
              role: label
              values:
                landbird: [landbird, land bird, butterfly]
                waterbird: [waterbird, water bird, bird of prey at sea]
            place:
              role: spurious
              values:
                land: [land, on land, city, 陸]
                water: [water, on water, beach, 海]
          """);

  private final Phrasebook phrasebook = new Phrasebook(SPACE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a landbird on water                 | landbird  | water",
        "A LandBird, on WATER!               | landbird  | water",
        "land birds on water                 | landbird  | water",
        "a land-bird at a beach              | landbird  | water",
        "two waterbirds in the cities        | waterbird | land",
        "beaches with butterflies            | landbird  | water",
        "birds of prey at sea, near the city | waterbird | land",
        "water bird on land                  | waterbird | land",
        "a land bird on land and on land     | landbird  | land",
        "海のlandbird                        | landbird  | water",
        "ａ ｗａｔｅｒｂｉｒｄ on land       | waterbird | land"
      })
  void wholeWordsInAnyCaseAndNumberNameTheirValues(String caption, String bird, String place) {
    Naming naming = phrasebook.read(caption);

    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("bird", bird);
    expected.put("place", place);
    assertEquals(expected, naming.values());
    assertEquals(SPACE.factorSpace().cell(bird, place), naming.cell());
    assertEquals(Set.of(), naming.shortfalls());
  }

  @Test
  void thePartsOfALongerPhraseDoNotCount() {
    Naming naming = phrasebook.read("a land bird");

    assertEquals(Map.of("bird", "landbird"), naming.values());
    assertFalse(naming.complete());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a photo of nothing          | MISSING_FACTOR",
        "waterland birdland          | MISSING_FACTOR",
        "a landbird                  | MISSING_FACTOR",
        "a landbird on land or water | AMBIGUOUS",
        "'' | MISSING_FACTOR"
      })
  void anIncompleteCaptionSaysWhy(String caption, Shortfall why) {
    Naming naming = phrasebook.read(caption);

    assertFalse(naming.complete());
    assertEquals(Set.of(why), naming.shortfalls());
  }

  @Test
  void anAmbiguousFactorLeavesTheOthersNamed() {
    Naming naming = phrasebook.read("a landbird and a waterbird on land");

    assertEquals(Map.of("place", "land"), naming.values());
    assertEquals(Set.of(Shortfall.AMBIGUOUS), naming.shortfalls());
  }

  @Test
  void aPhraseOfTwoFactorsNamesBoth() {
    SpaceDefinition space =
        Spaces.of(
            """
            space: fruit
            templates: ["a {color} {object}"]
            plain: {color: ["{color}"], object: ["{object}"]}
            factors:
              color: {role: label, values: [orange, red]}
              object: {role: label, values: [orange, car]}
            """);
    Phrasebook fruit = new Phrasebook(space);

    assertEquals(Map.of("color", "orange", "object", "orange"), fruit.read("an orange").values());
    assertEquals(Map.of("color", "orange"), fruit.read("an orange car").values());
  }

  @Test
  void valuesOfARecordAreJudgedTheSameWay() {
    var space = SPACE.factorSpace();

    assertTrue(Naming.of(space, values("landbird", "land")).complete());
    assertEquals(
        Set.of(Shortfall.UNKNOWN_VALUE), Naming.of(space, values("dodo", "land")).shortfalls());
    assertEquals(
        Set.of(Shortfall.MISSING_FACTOR),
        Naming.of(space, Map.of("bird", List.of("landbird"), "color", List.of("red")))
            .shortfalls());
    assertEquals(
        Set.of(Shortfall.AMBIGUOUS, Shortfall.UNKNOWN_VALUE),
        Naming.of(space, Map.of("bird", List.of("landbird", "waterbird"), "place", List.of("moon")))
            .shortfalls());
  }

  private static Map<String, List<String>> values(String bird, String place) {
    return Map.of("bird", List.of(bird), "place", List.of(place));
  }
}
