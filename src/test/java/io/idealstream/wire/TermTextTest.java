package io.idealstream.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TermTextTest {

  @Test
  void everyKindOfTermIsWrittenAsItIsRead() {
    assertEquals(text("a shirt", null), TermText.parse("text:a shirt"));
    assertEquals(text("a shirt", 0.5), TermText.parse("text:a shirt@0.5"));
    assertEquals(text("me@home", null), TermText.parse("text:me@home"));
    assertEquals(text("size@2", 1.0), TermText.parse("text:size@2@1"));
    assertEquals(text("word:birds", null), TermText.parse("text:word:birds"));
    assertEquals(
        new Term(null, "birds/bird/sea/gull", null, null, -2.0, null),
        TermText.parse("word:birds/bird/sea/gull@-2"));
    assertEquals(
        new Term(null, "birds/bird/owl", Source.IMAGES, null, null, null),
        TermText.parse("word(images):birds/bird/owl"));
    assertEquals(
        new Term(null, null, null, "my-shirt", 1.5, ConceptMean.AVERAGE),
        TermText.parse("concept(average):my-shirt@1.5"));
  }

  @Test
  void aTermSaysItselfWithoutItsScale() {
    for (String text :
        new String[] {"text:a shirt", "word:a/b/c", "word(blend):a/b/c", "concept(kept):me"}) {
      assertEquals(text, TermText.of(TermText.parse(text + "@2")));
    }
  }

  @Test
  void whatIsNoTermIsRefusedWithWhatWasExpected() {
    assertRefused("a shirt", "expected text:..., word:SPACE/FACTOR/VALUE or concept:NAME");
    assertRefused("text:", "expected text:");
    assertRefused("word(imges):a/b/c", "expected one of prompts, captions, images");
    assertRefused("concept(images):me", "expected one of removed, kept, normalized, average");
    assertRefused("text(kept):me", "a text takes no (kept)");
  }

  private static Term text(String text, Double scale) {
    return new Term(text, null, null, null, scale, null);
  }

  private static void assertRefused(String text, String why) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> TermText.parse(text));
    assertTrue(refusal.getMessage().startsWith(why), refusal.getMessage());
  }
}
