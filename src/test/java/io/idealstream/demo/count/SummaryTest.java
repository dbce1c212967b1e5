package io.idealstream.demo.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.demo.Sent;
import io.idealstream.demo.feed.Truth;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private final Truth truth = new Truth();
  private Quality live;
  private final Images images = new Images();
  private final Answers answers = new Answers();
  private final BirdAnswers birds = new BirdAnswers(truth);

  @Test
  void theJsonHasTheNamesThatUsersKnow() {
    live =
        new Quality(
            "birds",
            1,
            "bird",
            Instant.EPOCH,
            40.5,
            new GroupAccuracy(null, 0.5, null, null),
            new GroupAccuracy(0.25, 0.75, 0.5, "landbird/water"),
            0.0,
            null,
            null);
    Sent.know(truth, "duck", Map.of("bird", "waterbird", "place", "land"));
    TopicRecord broken = Sent.picture(1, "broken", 1_500);
    images.note(Sent.picture(0, "duck", 1_000));
    images.note(broken);
    var label = Sent.label("duck", "birds", Map.of("bird", Sent.bird("landbird", "waterbird")));
    answers.label(label, 1_800);
    birds.note(label);
    answers.hit();
    answers.words();
    answers.words();
    answers.deadLetter(Sent.deadLetter(broken, Reason.BAD_PICTURE));
    assertEquals(
        "{\"seconds\":60,\"images\":2,\"captions\":7,\"labels\":1,\"hits\":1,\"decisions\":0,\"words\":2,"
            + "\"deadLetters\":1,\"deadLetterImages\":1,\"imagesPerSecond\":2.5,"
            + "\"latencyMs\":{\"p50\":800,\"p99\":800},"
            + "\"groups\":{\"raw\":{\"worst\":0.0,\"average\":0.0,\"gap\":0.0},"
            + "\"debiased\":{\"worst\":1.0,\"average\":1.0,\"gap\":0.0}},"
            + "\"live\":{\"items\":40.5,\"raw\":{\"worst\":null,\"average\":0.5,\"gap\":null},"
            + "\"debiased\":{\"worst\":0.25,\"average\":0.75,\"gap\":0.5}},"
            + "\"gate\":{\"birds\":1,\"birdsOutside\":0,\"others\":0,\"othersLabelled\":0},"
            + "\"scenes\":{\"pictures\":0,\"named\":0,\"right\":0},\"drift\":[]}",
        Json.text(summary().tree()));
  }

  @Test
  void latencyIsFromTheFirstMessageOfAPictureToItsFirstLabel() {
    images.note(Sent.picture(0, "a", 1_000));
    images.note(Sent.picture(1, "a", 1_400));
    images.note(Sent.picture(2, "b", 2_000));
    images.note(Sent.picture(3, "unanswered", 0));
    answers.label(Sent.label("a", "birds", Map.of()), 1_700);
    answers.label(Sent.label("a", "colors", Map.of()), 9_000);
    answers.label(Sent.label("b", "birds", Map.of()), 2_100);
    assertEquals(100, summary().latencyP50());
    assertEquals(700, summary().latencyP99());
  }

  @Test
  void withoutAnAnswerThereAreNoRates() {
    images.note(Sent.picture(0, "a", 1_000));
    assertEquals(
        "{\"seconds\":60,\"images\":1,\"captions\":7,\"labels\":0,\"hits\":0,\"decisions\":0,\"words\":0,"
            + "\"deadLetters\":0,\"deadLetterImages\":0,\"imagesPerSecond\":null,"
            + "\"latencyMs\":{\"p50\":null,\"p99\":null},"
            + "\"groups\":{\"raw\":{\"worst\":null,\"average\":null,\"gap\":null},"
            + "\"debiased\":{\"worst\":null,\"average\":null,\"gap\":null}},"
            + "\"live\":null,"
            + "\"gate\":{\"birds\":0,\"birdsOutside\":0,\"others\":0,\"othersLabelled\":0},"
            + "\"scenes\":{\"pictures\":0,\"named\":0,\"right\":0},\"drift\":[]}",
        Json.text(summary().tree()));
  }

  private Summary summary() {
    return Summary.of(60, images, 7, answers, birds, live, new SceneAnswers(truth), List.of());
  }
}
