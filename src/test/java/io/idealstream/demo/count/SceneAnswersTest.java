package io.idealstream.demo.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.demo.Sent;
import io.idealstream.demo.feed.Truth;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SceneAnswersTest {

  @Test
  void namedPlacesCountOncePerPictureAndAreRightWhereThePictureShowsThem() {
    Truth truth = new Truth();
    Sent.know(truth, "duck", Map.of("background", "lake"));
    Sent.know(truth, "car", Map.of("background", "road"));
    SceneAnswers scenes = new SceneAnswers(truth);
    note(scenes, "duck", "scenes");
    note(scenes, "duck", "scenes", "lake", "river");
    note(scenes, "car", "scenes", "city");
    note(scenes, "car", "birds", "road");
    note(scenes, "stranger", "scenes", "road");
    assertEquals(new SceneCount(2, 3, 1), scenes.count());
  }

  private static void note(SceneAnswers scenes, String id, String space, String... places) {
    scenes.note(Sent.label(id, space, Map.of("background", Sent.several(places))));
  }
}
