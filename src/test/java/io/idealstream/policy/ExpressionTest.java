package io.idealstream.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions give for an item, and what they say where they give nothing. */
class ExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "item.id == 'i-1' | true",
        "item.feed | cam-3",
        "item.caption == null | true",
        "item.attributes.author | ann",
        "item.time == timestamp('2026-03-01T12:00:00Z') | true",
        "item.time.getHours() == 12 | true",
        "labels.birds.bird.label | waterbird",
        "labels['birds']['bird'].label | waterbird",
        "labels.birds.bird.probability > 0.8 | true",
        "labels.birds.bird.probabilities['waterbird'] > 0.8 | true",
        "labels.birds.bird.raw.label | landbird",
        "labels.birds.bird.raw.probability == 0.6 | true",
        "labels.birds.bird.debiased | true",
        "labels.birds.bird.support == 12.5 | true",
        "labels.birds.bird.abstained == null | true",
        "labels.birds.bird.margin == 0.25 | true",
        "labels.birds.bird.standardError == null | true",
        "labels.birds.bird.method | ideal-words",
        "labels.birds.bird.labels.size() == 0 | true",
        "'sea' in labels.scenes.background.labels | true",
        "labels.scenes.background.label == 'sea' | false",
        "labels.scenes.background.raw.probabilities['sea'] == 0.7 | true",
        "raw(labels.birds.bird) != debiased(labels.birds.bird) | true",
        "raw(labels.scenes.background) == '' | true",
        "margin(labels.birds.bird) == 0.25 | true",
        "margin(labels.scenes.background) == 0.0 | true",
        "support(labels.birds.bird) == 12.5 | true",
        "abstained(labels.birds.bird) | false",
        "has(labels.scenes) && !has(labels.people) | true",
        "hits.exists(h, h.query == 'nets' && h.score > 0.3 && h.queryVersion == 2) | true",
        "hits[0].rank == null && !hits[0].lookBack | true",
        "hits.exists(h, h.query == 'boats') | false",
        "item.id.matches('^i-[0-9]+$') | true"
      })
  void aNameGivesWhatTheRecordsSay(String expression, String expected) {
    assertEquals(expected, Things.value(expression, Things.bird()).toString());
  }

  @Test
  void functionsKnowAWithheldAnswer() {
    Label label = Things.label("birds", Map.of("bird", Things.withheld("uncertain", "waterbird")));
    Facts facts = new Facts(Things.item("i"), List.of(label), List.of());
    assertEquals(true, Things.value("abstained(labels.birds.bird)", facts));
    assertEquals("", Things.value("debiased(labels.birds.bird)", facts));
    assertEquals("waterbird", Things.value("raw(labels.birds.bird)", facts));
    assertEquals(true, Things.value("labels.birds.bird.abstained == 'uncertain'", facts));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "labels.people.face.label == 'x' | line 1, column 19: the item has no label of space people",
        "labels.birds.wing.label == 'x' | line 1, column 18: the item has no label of factor wing of"
            + " space birds",
        "item.attributes.source == 'x' | line 1, column 16: there is no \"source\"",
        "labels.birds.bird.probabilities['owl'] > 0.5 | line 1, column 32: there is no \"owl\"",
        "1 / hits.filter(h, h.score > 2.0).size() > 0 | line 1, column 3: division by zero",
        "labels.scenes.background.label.startsWith('s') | line 1, column 42: a value is null, or of a"
            + " type that cannot stand here",
        "hits[7].query == 'nets' | line 1, column 5: Index out of bounds: 7",
        "9223372036854775807 + hits.size() > 0 | line 1, column 21: a number is too large"
      })
  void whatHasNoValueSaysWhy(String expression, String expected) {
    assertEquals(expected, Things.value(expression, Things.bird()));
  }

  @Test
  void goingThroughTooManyElementsEnds() {
    List<Hit> many = IntStream.range(0, 101).mapToObj(i -> Things.hit("q" + i, 0.5)).toList();
    Facts facts = new Facts(Things.item("i"), List.of(), many);
    assertEquals(
        "it goes through more than 10000 elements",
        Things.value("hits.all(a, hits.all(b, a.score == b.score))", facts)
            .toString()
            .replaceFirst("^line 1, column [0-9]+: ", ""));
  }

  @Test
  void aFalseSideSettlesAnAndWhateverTheOtherIs() {
    String missing = "labels.people.face.label == 'x'";
    assertEquals(false, Things.value(missing + " && item.id == ''", Things.bird()));
    assertEquals(true, Things.value(missing + " || item.id == 'i-1'", Things.bird()));
  }
}
