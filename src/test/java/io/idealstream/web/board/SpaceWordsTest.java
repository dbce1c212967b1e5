package io.idealstream.web.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Source;
import io.idealstream.wire.codec.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpaceWordsTest {

  private final SpaceWords words = new SpaceWords();

  @Test
  @SuppressWarnings("unchecked")
  void wordsLieOnTheirPrincipalAxesAtTrueDistances() {
    assertNull(words.view());
    publish(1, 3, 0, 0);
    Map<String, Object> view = words.view();
    List<Map<String, Object>> places = (List<Map<String, Object>>) view.get("words");
    // (3,0,0), (-3,0,0) and (0,1,0) span a plane: nothing is lost
    assertEquals(6, distance(places.get(0), places.get(1)), 1e-12);
    assertEquals(Math.sqrt(10), distance(places.get(0), places.get(2)), 1e-12);
    assertEquals(3.0, (double) places.get(0).get("length"), 1e-12);
    List<Double> explained =
        (List<Double>) ((Map<String, Object>) view.get("axes")).get("explained");
    assertEquals(1, explained.get(0) + explained.get(1), 1e-12);
    assertEquals(18 / (18 + 2 / 3.0), explained.get(0), 1e-12);
    assertEquals(List.of(), view.get("trail"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void earlierVersionsLieOnTheSameAxes() {
    publish(1, 3, 0, 0);
    publish(2, 4, 0, 0);
    Map<String, Object> view = words.view();
    List<Map<String, Object>> trail = (List<Map<String, Object>>) view.get("trail");
    assertEquals(1, trail.size());
    assertEquals(1L, trail.get(0).get("version"));
    List<Map<String, Object>> now = (List<Map<String, Object>>) view.get("words");
    List<Map<String, Object>> before = (List<Map<String, Object>>) trail.get(0).get("words");
    assertEquals(1, distance(now.get(0), before.get(0)), 1e-12); // from 3 to 4
    assertEquals(0, distance(now.get(1), before.get(1)), 1e-12);
  }

  @Test
  @SuppressWarnings("unchecked")
  void theAxesAreNotTurnedRoundFromVersionToVersion() {
    for (int version = 1; version <= SpaceWords.MOST_VERSIONS + 5; version++) {
      publish(version, 3 + 0.01 * version, 0, 0);
      List<Map<String, Object>> places = (List<Map<String, Object>>) words.view().get("words");
      assertTrue((double) places.get(0).get("x") * sign() > 0);
    }
    assertEquals(SpaceWords.MOST_VERSIONS, ((List<?>) words.view().get("trail")).size());
  }

  @Test
  @SuppressWarnings("unchecked")
  void numbersWithoutEndAreShownAsNone() {
    publish(1, 1e300, 1e300, 0);
    assertTrue(Json.text(words.view()).contains("landbird")); // JSON has no infinity
    assertNull(((List<Map<?, ?>>) words.view().get("words")).get(0).get("length"));
  }

  private double first;

  @SuppressWarnings("unchecked")
  private double sign() {
    if (first == 0) {
      first =
          Math.signum(
              (double) ((List<Map<String, Object>>) words.view().get("words")).get(0).get("x"));
    }
    return first;
  }

  private void publish(long version, double... vector) {
    words.put(BoardRecords.word("birds", "waterbird", version, vector));
    words.put(BoardRecords.word("birds", "landbird", version, -3, 0, 0));
    words.put(BoardRecords.word("birds", "none", version, 0, 1, 0));
    words.publish(BoardRecords.head("birds", version), Source.PROMPTS);
  }

  private static double distance(Map<String, Object> one, Map<String, Object> other) {
    return Math.hypot(
        (double) one.get("x") - (double) other.get("x"),
        (double) one.get("y") - (double) other.get("y"));
  }
}
