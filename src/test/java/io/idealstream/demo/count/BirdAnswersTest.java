package io.idealstream.demo.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.demo.Sent;
import io.idealstream.demo.feed.Truth;
import io.idealstream.wire.GroupAccuracy;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BirdAnswersTest {

  private static final GroupAccuracy NOTHING = new GroupAccuracy(null, null, null, null);

  private final Truth truth = new Truth();
  private final BirdAnswers birds = new BirdAnswers(truth);

  @BeforeEach
  void knowTwoBirdsAndACar() {
    Sent.know(truth, "duck", Map.of("bird", "waterbird", "place", "land"));
    Sent.know(truth, "owl", Map.of("bird", "landbird", "place", "land"));
    Sent.know(truth, "car", Map.of("place", "land"));
  }

  @Test
  void rawAndDebiasedAnswersAreHeldAgainstTheTruthInGroupsOfBirdAndPlace() {
    answer("duck", "landbird", "waterbird");
    answer("owl", "landbird", "landbird");
    assertEquals(new GroupAccuracy(0.0, 0.5, 0.5, "waterbird/land"), birds.raw());
    assertEquals(new GroupAccuracy(1.0, 1.0, 0.0, "landbird/land"), birds.debiased());
  }

  @Test
  void aPictureCountsOnceWithItsLastAnswer() {
    answer("duck", "landbird", "landbird");
    answer("duck", "landbird", "waterbird");
    answer("duck", "waterbird", "waterbird");
    assertEquals(1.0, birds.raw().average());
  }

  @Test
  void noAnswerIsNotARightOne() {
    answer("duck", "waterbird", null);
    assertEquals(0.0, birds.debiased().average());
  }

  @Test
  void whatTheGateKeepsOutCountsForTheGateAlone() {
    answer("duck", "waterbird", "waterbird");
    answer("car", "landbird", "landbird");
    birds.note(Sent.label("owl", "birds", Map.of("bird", Sent.outside("landbird"))));
    birds.note(Sent.label("stranger", "birds", Map.of("bird", Sent.outside("landbird"))));
    assertEquals(new GateCount(2, 1, 1, 1), birds.gate());
    assertEquals(new GroupAccuracy(1.0, 1.0, 0.0, "waterbird/land"), birds.raw());
    birds.note(Sent.label("car", "birds", Map.of("bird", Sent.outside("landbird"))));
    answer("owl", "waterbird", "landbird");
    assertEquals(new GateCount(2, 0, 1, 0), birds.gate());
    assertEquals(0.5, birds.raw().average());
  }

  @Test
  void picturesWithoutABirdOtherSpacesAndStrangersDoNotCount() {
    answer("car", "landbird", "landbird");
    answer("stranger", "landbird", "landbird");
    birds.note(Sent.label("duck", "others", Map.of("bird", Sent.bird("waterbird", "waterbird"))));
    assertEquals(NOTHING, birds.raw());
    assertEquals(NOTHING, birds.debiased());
  }

  private void answer(String id, String raw, String debiased) {
    birds.note(Sent.label(id, "birds", Map.of("bird", Sent.bird(raw, debiased))));
  }
}
