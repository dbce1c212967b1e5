package io.idealstream.stream.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.stream.feedback.KeptAnswers.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {

  private static final Map<String, Double> PROBABILITIES = new LinkedHashMap<>();

  static {
    PROBABILITIES.put("owl", 0.25);
    PROBABILITIES.put("duck", 0.75);
  }

  private static KeptAnswers answers(List<String> set) {
    Map<String, Answer> factors = new LinkedHashMap<>();
    factors.put("bird", new Answer("owl", "duck", true, true, PROBABILITIES, set));
    factors.put("place", new Answer("wood", null, false, true, Map.of(), null));
    return new KeptAnswers("birds", 3, factors);
  }

  @Test
  void whatIsWrittenIsReadWithAndWithoutSets() {
    for (List<String> set : List.of(List.of("owl", "duck"), List.of("duck"), List.<String>of())) {
      assertEquals(answers(set), KeptAnswers.of(answers(set).toBytes()));
    }
    assertEquals(answers(null), KeptAnswers.of(answers(null).toBytes()));
  }
}
