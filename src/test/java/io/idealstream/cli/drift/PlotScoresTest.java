package io.idealstream.cli.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Word;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlotScoresTest {

  private static DriftScore score(String feed, int minute) {
    Instant from = Instant.EPOCH.plusSeconds(60L * minute);
    return new DriftScore(
        "birds", feed, from, from.plusSeconds(60), 40, 0, 0, Map.of(), null, 0.1, Map.of(), 1);
  }

  private static PlotScores all(String feed) {
    return new PlotScores("birds", feed, Instant.MIN, Instant.MAX);
  }

  @Test
  void ofManyFeedsOnlyWhatMayBeDrawnIsHeld() {
    PlotScores plot = all(null);
    for (int minute = 0; minute < 10; minute++) {
      plot.note(score("cam-0", minute));
    }
    assertEquals("cam-0", plot.drawn());
    assertEquals(10, plot.scores().size());
    for (int minute = 10; minute < 20; minute++) {
      for (int feed = 0; feed < 50; feed++) {
        plot.note(score("cam-" + feed, minute));
      }
      plot.note(score(Word.EVERY_FEED, minute));
    }
    assertEquals(Word.EVERY_FEED, plot.drawn());
    assertEquals(10, plot.held());
    assertEquals(10, plot.scores().size());
    assertEquals(51, plot.feeds().size());
  }

  @Test
  void aFeedThatIsAskedForIsAllThatIsHeld() {
    PlotScores plot = all("cam-1");
    plot.note(score("cam-0", 0));
    plot.note(score("cam-1", 0));
    plot.note(score(Word.EVERY_FEED, 0));
    assertEquals("cam-1", plot.drawn());
    assertEquals(1, plot.held());
    assertEquals(Set.of("cam-0", "cam-1", Word.EVERY_FEED), plot.feeds());
  }

  @Test
  void ofTooManyIntervalsTheNewestAreDrawnInOrder() {
    PlotScores plot = all(null);
    for (int minute = PlotScores.MOST + 2; minute >= 0; minute--) {
      plot.note(score("cam-0", minute));
    }
    assertEquals(3, plot.leftOut());
    assertEquals(PlotScores.MOST, plot.scores().size());
    assertEquals(Instant.EPOCH.plusSeconds(180), plot.scores().get(0).from());
  }

  @Test
  void timesAreThoseAskedFor() {
    PlotScores plot =
        new PlotScores(
            "birds", null, Instant.EPOCH.plusSeconds(60), Instant.EPOCH.plusSeconds(240));
    for (int minute = 0; minute < 9; minute++) {
      plot.note(score("cam-0", minute));
    }
    assertEquals(2, plot.scores().size());
  }
}
