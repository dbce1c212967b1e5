package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetTest {

  @Test
  void aNewValueIsWrittenAsTheSpaceFileHasIt() {
    List<Vocabulary.Term> terms =
        List.of(
            new Vocabulary.Term("a photo in the \"rain\"", 0.7),
            new Vocabulary.Term("3 umbrellas", 0.2));
    assertEquals(
        """
        factors:
          "place":
            values:
              a-photo-in-the-rain: ["a photo in the \\"rain\\"", "3 umbrellas"]
        """,
        Snippet.of("place", terms));
    assertTrue(Snippet.of("place", terms.subList(1, 2)).contains("      new-3-umbrellas: ["));
  }

  @Test
  void theDefaultListHasEachTextOnce() {
    List<String> texts = VocabularyTexts.bundled();
    assertTrue(texts.size() > 150, texts.size() + " texts");
    assertEquals(texts.size(), new HashSet<>(texts).size());
    assertTrue(texts.contains("a photo of an owl"));
  }
}
