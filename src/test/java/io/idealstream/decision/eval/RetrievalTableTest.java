package io.idealstream.decision.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.idealstream.decision.eval.RetrievalTable.Concept;
import io.idealstream.decision.eval.RetrievalTable.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetrievalTableTest {

  private static final Bootstrap BOOTSTRAP = new Bootstrap(Bootstrap.DRAWS, 3);
  private static final int PICTURES = 4;

  private final JsonNode golden = GoldenTables.of("retrieval");

  private RetrievalTable table() {
    Map<String, Concept> concepts = new LinkedHashMap<>();
    for (JsonNode concept : golden.get("concepts")) {
      List<float[]> pictures =
          GoldenTables.list(concept.get("pictures")).stream().map(GoldenTables::floats).toList();
      concepts.put(
          concept.get("name").asText(), new Concept(concept.get("class").asText(), pictures));
    }
    List<String> names = new ArrayList<>(concepts.keySet());
    List<Question> questions =
        GoldenTables.list(golden.get("questions")).stream()
            .map(
                question ->
                    new Question(
                        names.get(question.get("concept").asInt()),
                        GoldenTables.floats(question.get("text")),
                        question.get("picture").asInt()))
            .toList();
    List<float[]> gallery =
        GoldenTables.list(golden.get("gallery")).stream().map(GoldenTables::floats).toList();
    return new RetrievalTable(gallery, questions, concepts);
  }

  @Test
  void withAllPicturesToLearnFromRanksAreThoseOfNumpy() {
    for (RetrievalTable.Row row : table().rows(PICTURES, 3, 1, BOOTSTRAP)) {
      String asking = row.asking().name();
      double expected = golden.get("means").get(asking).get(PICTURES - 1).asDouble();
      assertEquals(expected, row.meanReciprocalRank().value(), 1e-9, asking);
      double error = golden.get("errors").get(asking).asDouble();
      assertEquals(error, row.meanReciprocalRank().standardError(), 0.1 * error, asking);
      assertEquals(0, row.seedDeviation(), 1e-12, "every seed draws all of them");
    }
  }

  /** Every choice of the pictures is as likely: many seeds come near the mean over all choices. */
  @Test
  void drawsOfPicturesToLearnFromAreEvenlySpread() {
    int seeds = 400;
    for (int support = 1; support < PICTURES; support++) {
      for (RetrievalTable.Row row : table().rows(support, seeds, 1, BOOTSTRAP)) {
        double expected = golden.get("means").get(row.asking().name()).get(support - 1).asDouble();
        double far = 4 * row.seedDeviation() / Math.sqrt(seeds) + 1e-9;
        assertEquals(expected, row.meanReciprocalRank().value(), far, row.asking().name());
        assertTrue(row.asking() == Asking.TEXT || row.seedDeviation() > 0);
      }
    }
  }

  @Test
  void copiesOfThePictureShareTheirRank() {
    float[] one = {1, 0};
    float[] other = {0, 1};
    RetrievalTable table =
        new RetrievalTable(
            List.of(one, one, one, other),
            List.of(new Question("mug", one, 1)),
            Map.of("mug", new Concept("cup", List.of(one))));
    double expected = 1 / 2.0;
    assertEquals(expected, table.rows(5, 1, 1, BOOTSTRAP).get(0).meanReciprocalRank().value());
    assertTrue(Double.isNaN(table.rows(5, 1, 1, BOOTSTRAP).get(0).seedDeviation()));
  }

  @Test
  void aCaptionOfNoPictureOrNoConceptIsRefused() {
    float[] one = {1, 0};
    Map<String, Concept> concepts = Map.of("mug", new Concept("cup", List.of(one)));
    for (Question question : List.of(new Question("mug", one, 1), new Question("hat", one, 0))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new RetrievalTable(List.of(one), List.of(question), concepts));
    }
  }
}
