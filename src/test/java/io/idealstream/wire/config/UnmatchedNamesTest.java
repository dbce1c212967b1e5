package io.idealstream.wire.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnmatchedNamesTest {

  private static final List<String> KNOWN = List.of("landbird", "waterbird", "sea bird");

  private final UnmatchedNames names = new UnmatchedNames("picture", "pictures", "bird", KNOWN);

  private void count(String name, int times) {
    for (int i = 0; i < times; i++) {
      names.count(name);
    }
  }

  @Test
  void everyNameIsCountedWithTheKnownOneThatWasMeant() {
    assertEquals(List.of(), names.sentences());
    count("WATERBIRD", 1);
    count("Landbird", 3);
    count("penguin", 2);
    count("Sea-Bird", 1);
    assertEquals(
        List.of(
            "3 pictures with bird \"Landbird\", an unknown name; did you mean landbird?",
            "2 pictures with bird \"penguin\", an unknown name; expected landbird, waterbird, sea"
                + " bird",
            "1 picture with bird \"Sea-Bird\", an unknown name; did you mean sea bird?",
            "1 picture with bird \"WATERBIRD\", an unknown name; did you mean waterbird?"),
        names.sentences());
  }

  @Test
  void aListOfNothingButUnknownNamesIsToldInElevenSentences() {
    for (int i = 0; i < 20_000; i++) {
      names.count("name " + i);
    }
    List<String> sentences = names.sentences();
    assertEquals(11, sentences.size());
    assertEquals("and 19990 more pictures have other unknown names of bird", sentences.get(10));
  }

  @Test
  void caseBlanksAndHyphensComeBeforeEdits() {
    assertEquals(
        Optional.of("rain_coat"), Spelling.closest("Rain Coat", List.of("raincoats", "rain_coat")));
    assertEquals(
        "; did you mean rain_coat?", Spelling.didYouMean("RAIN-COAT", List.of("rain_coat")));
    assertEquals("", Spelling.didYouMean("boot", List.of("rain_coat")));
  }

  @Test
  void aNumberIsOneHoweverItIsWritten() {
    assertEquals(Numeral.of("1"), Numeral.of("1.0"));
    assertEquals(Numeral.of("0"), Numeral.of("-0.00"));
    assertEquals(Numeral.of("2"), Numeral.of("+2."));
    assertTrue(Numeral.of("-1.5").isPresent());
    for (String none : List.of("", "1e9", "one", "0x1", "1,0", ".", "9".repeat(40))) {
      assertEquals(Optional.empty(), Numeral.of(none), none);
    }
  }
}
