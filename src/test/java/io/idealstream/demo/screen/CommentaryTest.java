package io.idealstream.demo.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.demo.Sent;
import io.idealstream.demo.count.Answers;
import io.idealstream.demo.count.BirdAnswers;
import io.idealstream.demo.feed.Truth;
import io.idealstream.fixtures.HandClock;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Hit;
import io.idealstream.wire.RawAnswer;
import io.idealstream.wire.Reason;
import io.idealstream.wire.SourceFit;
import io.idealstream.wire.WordsHead;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommentaryTest {

  private final StringWriter written = new StringWriter();
  private final HandClock time = new HandClock();
  private final Truth truth = new Truth();
  private final Commentary commentary = on(Screen.plain(new PrintWriter(written)));

  @BeforeEach
  void aPenguinInTheForest() {
    commentary.begin();
    written.getBuffer().setLength(0);
    Sent.know(
        truth,
        "p",
        Map.of("bird", "waterbird", "place", "land", "object", "penguin", "background", "forest"));
  }

  @Test
  void aLabelShowsBothAnswersHeldAgainstTheTruth() {
    label(Sent.bird("landbird", "waterbird"));
    assertEquals(
        List.of(
            " 0:00  label   penguin, forest       bird    ✗ landbird 61 %      → ✓ waterbird 83 %"),
        lines());
  }

  @Test
  void aLabelWithoutWordsSaysSo() {
    label(
        new FactorLabel(
            "landbird",
            0.61,
            Map.of("landbird", 0.61, "waterbird", 0.39),
            new RawAnswer("landbird", 0.61),
            false,
            0,
            null));
    assertTrue(lines().get(0).endsWith("✗ landbird 61 %      → no words yet"), lines()::toString);
  }

  @Test
  void aPictureThatIsOutsideIsShownOnceASecondAndIsRightWhereItIsNoBird() {
    Sent.know(truth, "c", Map.of("object", "car", "background", "road"));
    commentary.label(Sent.label("c", "birds", Map.of("bird", Sent.outside("landbird"))));
    label(Sent.outside("landbird"));
    time.advanceMillis(1_000);
    label(Sent.outside("landbird"));
    assertEquals(
        List.of(
            " 0:00  label   car, road             bird                         → ✓ outside",
            " 0:01  label   penguin, forest       bird                         → ✗ outside"),
        lines());
  }

  @Test
  void severalValuesAreShownAndRightWhereTheTruthIsAmongThem() {
    commentary.label(
        Sent.label("p", "scenes", Map.of("background", Sent.several("forest", "snow"))));
    time.advanceMillis(1_000);
    commentary.label(Sent.label("p", "scenes", Map.of("background", Sent.several())));
    assertEquals(
        List.of(
            " 0:00  labels  penguin, forest       places                       → ✓ forest, snow",
            " 0:01  labels  penguin, forest       places                       → ✗ none"),
        lines());
  }

  @Test
  void aLabelOfAFactorWhoseTruthIsNotKnownIsPassedOver() {
    commentary.label(Sent.label("p", "colors", Map.of("color", Sent.bird("landbird", "landbird"))));
    commentary.label(
        Sent.label("stranger", "birds", Map.of("bird", Sent.bird("landbird", "landbird"))));
    assertEquals(List.of(), lines());
  }

  @Test
  void ofManyLabelsInASecondTheFirstTwoAreShown() {
    for (int i = 0; i < 5; i++) {
      label(Sent.bird("landbird", "landbird"));
    }
    assertEquals(2, lines().size());
    time.advanceMillis(1_000);
    label(Sent.bird("landbird", "landbird"));
    assertEquals(3, lines().size());
    assertTrue(lines().get(2).startsWith(" 0:01  label"), lines()::toString);
  }

  @Test
  void timesCountFromTheBeginningOfTheFeed() {
    time.advanceMillis(75_000);
    commentary.begin();
    time.advanceMillis(62_000);
    label(Sent.bird("landbird", "landbird"));
    List<String> lines = lines();
    assertTrue(lines.get(lines.size() - 1).startsWith(" 1:02  label"), lines::toString);
  }

  @Test
  void aHitShowsWhatWasAskedAndWhetherItFits() {
    commentary.hit(hit("penguin"));
    time.advanceMillis(1_000);
    Sent.know(truth, "q", Map.of("object", "car", "background", "road"));
    commentary.hit(
        new Hit(
            "penguin",
            1,
            "q",
            "cam",
            Instant.EPOCH,
            0.5,
            null,
            false,
            "sha256:m",
            null,
            null,
            null,
            null));
    commentary.hit(hit("of another"));
    assertEquals(
        List.of(
            " 0:00  hit     penguin, forest       query   ✓ cosine 0.58          \"a photo of a penguin\"",
            " 0:01  hit     car, road             query   ✗ cosine 0.50          \"a photo of a penguin\""),
        lines());
  }

  @Test
  void beforeTheBeginningThereIsNoTime() {
    on(Screen.plain(new PrintWriter(written)))
        .deadLetter(Sent.deadLetter(Sent.picture(0, "a", 0), Reason.BAD_PICTURE));
    assertEquals(List.of("       refused bad-picture           why     a sentence"), lines());
  }

  @Test
  void wordsShowTheFitOfEverySource() {
    Map<String, SourceFit> sources = new LinkedHashMap<>();
    sources.put("captions", new SourceFit(null, 1, false, null, null));
    sources.put("prompts", new SourceFit(null, 3, true, 0.934, null));
    commentary.words(new WordsHead("birds", 1, 7, "sha256:m", Instant.EPOCH, sources, null, null));
    assertEquals(
        List.of(" 0:00  words   birds, version 7      fit     prompts r² 0.93, captions rank 1"),
        lines());
  }

  @Test
  void aDeadLetterShowsItsReasonAndItsSentence() {
    commentary.deadLetter(Sent.deadLetter(Sent.picture(0, "a", 0), Reason.BAD_PICTURE));
    assertEquals(List.of(" 0:00  refused bad-picture           why     a sentence"), lines());
  }

  @Test
  void progressIsShownOnceTheFeedRunsAndNotTooOften() {
    Commentary terminal = on(Screen.terminal(new PrintWriter(written), 200));
    Answers answers = new Answers();
    BirdAnswers birds = new BirdAnswers(truth);
    terminal.progress(answers, birds);
    assertEquals("", written.toString());
    terminal.begin();
    answers.label(Sent.label("p", "birds", Map.of()), 0);
    birds.note(Sent.label("p", "birds", Map.of("bird", Sent.bird("landbird", "waterbird"))));
    time.advanceMillis(15_000);
    for (int i = 0; i < 9; i++) {
      terminal.progress(answers, birds);
    }
    String shown = written.toString().replaceAll("\u001b\\[\\d*[mK]", "");
    String status =
        "  ━━━━━━━━━━━━━━━━  0:15 of 1:00  1 labelled"
            + "  birds right 0 % → 100 %  worst group 0 % → 100 %";
    assertEquals(2, shown.split(status, -1).length - 1, shown);
  }

  @Test
  void aNarrowScreenKeepsTheAnswerOfIdealWordsAndTheWorstGroup() {
    Commentary terminal = on(Screen.terminal(new PrintWriter(written), 80));
    terminal.begin();
    terminal.label(Sent.label("p", "birds", Map.of("bird", Sent.bird("landbird", "waterbird"))));
    Answers answers = new Answers();
    BirdAnswers birds = new BirdAnswers(truth);
    birds.note(Sent.label("p", "birds", Map.of("bird", Sent.bird("landbird", "waterbird"))));
    terminal.progress(answers, birds);
    String shown = written.toString().replaceAll("\u001b\\[\\d*[mK]", "");
    assertTrue(shown.contains("label   penguin, for…  bird"), shown);
    assertTrue(shown.contains("→ ✓ waterbird"), shown);
    assertTrue(
        shown.endsWith(
            "0:00 of 1:00  0 labelled  birds right 0 % → 100 %  worst group 0 % → 100 %"),
        shown);
    assertEquals(
        "    0:15 of 1:00  worst group 29 % → 56 %",
        StatusLine.running(
                45,
                15,
                60,
                2396,
                new GroupAccuracy(0.29, 0.65, 0.36, null),
                new GroupAccuracy(0.56, 0.75, 0.19, null))
            .plain(45)
            .replace("━", ""));
  }

  private Commentary on(Screen screen) {
    return new Commentary(screen, truth, Duration.ofMinutes(1), time);
  }

  private void label(FactorLabel answer) {
    commentary.label(Sent.label("p", "birds", Map.of("bird", answer)));
  }

  private static Hit hit(String query) {
    return new Hit(
        query,
        1,
        "p",
        "cam",
        Instant.EPOCH,
        0.5812,
        null,
        false,
        "sha256:m",
        null,
        null,
        null,
        null);
  }

  private List<String> lines() {
    return written.toString().lines().toList();
  }
}
