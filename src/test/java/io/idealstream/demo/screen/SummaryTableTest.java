package io.idealstream.demo.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.demo.count.Balance;
import io.idealstream.demo.count.DriftAlarm;
import io.idealstream.demo.count.GateCount;
import io.idealstream.demo.count.SceneCount;
import io.idealstream.demo.count.Summary;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftChange;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.DriftVersions;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Quality;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SummaryTableTest {

  @Test
  void theTableTellsCountsPaceGroupsAndTheBalance() {
    assertEquals(
        """

          60 seconds
          in                         2400 pictures, 2400 captions
          out                        4792 labels, 230 hits, 17 decisions, 44 words, 12 dead letters
          pace                       39.2 pictures a second
          picture to label           0.61 s for half of them, 1.21 s for 99 in 100

          landbird or waterbird?       average    worst      gap   worst group
          plain prompts                 65.0 %   29.0 %   36.0 %   landbird on water
          ideal words                   75.0 %   56.4 %   18.6 %   landbird on water
          plain prompts, live           64.0 %   30.0 %   34.0 %   landbird on water
          ideal words, live             74.0 %        -        -
          is it a bird at all?       120 of 1280 birds kept outside, 90 of 1116 others let in
          which places?              2500 named over 2396 pictures, 2000 of them right
          what changed?              place/water, found after 3 s, 1 more in other feeds and spaces; nothing was
                                     alarmed before

          every picture              2396 labelled + 4 refused = 2400 sent, each of them once
        """,
        text(summary(new Balance(2400, 2396, 4, List.of()), 610L)));
  }

  @Test
  void aNarrowScreenFoldsTextsAndLeavesOutWhatSaysLeast() {
    Summary summary = summary(new Balance(2400, 2396, 4, List.of()), 610L);
    assertEquals(
        """

          60 seconds
          in                         2400 pictures, 2400 captions
          out                        4792 labels, 230 hits, 17
                                     decisions, 44 words, 12 dead
                                     letters
          pace                       39.2 pictures a second
          picture to label           0.61 s for half of them, 1.21
                                     s for 99 in 100

          landbird or waterbird?       average    worst      gap
          plain prompts                 65.0 %   29.0 %   36.0 %
          ideal words                   75.0 %   56.4 %   18.6 %
          plain prompts, live           64.0 %   30.0 %   34.0 %
          ideal words, live             74.0 %        -        -
          is it a bird at all?       120 of 1280 birds kept
                                     outside, 90 of 1116 others
                                     let in
          which places?              2500 named over 2396
                                     pictures, 2000 of them right
          what changed?              place/water, found after 3 s,
                                     1 more in other feeds and
                                     spaces; nothing was alarmed
                                     before

          every picture              2396 labelled + 4 refused =
                                     2400 sent, each of them once
        """,
        text(summary, 58));
    assertEquals(
        """

          60 seconds
          in
            2400 pictures, 2400 captions
          out
            4792 labels, 230 hits, 17
            decisions, 44 words, 12 dead
            letters
          pace
            39.2 pictures a second
          picture to label
            0.61 s for half of them, 1.21 s for
            99 in 100

          landbird or waterbird?     worst
          plain prompts             29.0 %
          ideal words               56.4 %
          plain prompts, live       30.0 %
          ideal words, live              -
          is it a bird at all?
            120 of 1280 birds kept outside, 90
            of 1116 others let in
          which places?
            2500 named over 2396 pictures, 2000
            of them right
          what changed?
            place/water, found after 3 s, 1
            more in other feeds and spaces;
            nothing was alarmed before

          every picture
            2396 labelled + 4 refused = 2400
            sent, each of them once
        """,
        text(summary, 39));
  }

  @Test
  void whatDoesNotAddUpStandsInPlaceOfTheBalance() {
    String text = text(summary(new Balance(1, 0, 0, List.of("1 image was lost: a")), null));
    assertEquals("  1 image was lost: a", text.lines().reduce((one, next) -> next).orElseThrow());
  }

  @Test
  void whatIsNotKnownIsADash() {
    String text = text(summary(new Balance(0, 0, 0, List.of()), null));
    assertEquals(
        "  picture to label           - for half of them, 1.21 s for 99 in 100",
        text.lines().skip(5).findFirst().orElseThrow());
  }

  private static Summary summary(Balance balance, Long half) {
    return new Summary(
        60,
        balance,
        2400,
        4792,
        230,
        17,
        44,
        12,
        39.17,
        half,
        1210L,
        new GroupAccuracy(0.29, 0.65, 0.36, "landbird/water"),
        new GroupAccuracy(0.564, 0.75, 0.186, "landbird/water"),
        new Quality(
            "birds",
            1,
            "bird",
            Instant.EPOCH,
            40.0,
            new GroupAccuracy(0.3, 0.64, 0.34, "landbird/water"),
            new GroupAccuracy(null, 0.74, null, null),
            0.0,
            null,
            null),
        new GateCount(1280, 120, 1116, 90),
        new SceneCount(2396, 2500, 2000),
        List.of(
            new DriftAlarm(drift("background", "sea"), 2.6),
            new DriftAlarm(drift("place", "water"), 3.4)));
  }

  private static Drift drift(String factor, String value) {
    return new Drift(
        "birds",
        "*",
        factor,
        value,
        "share",
        DriftState.STARTED,
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(5),
        new DriftChange(21, 46, "points of share", 1),
        300,
        250,
        "more of it",
        List.of(),
        new DriftVersions(1, 1, "sha256:one"));
  }

  private static String text(Summary summary) {
    return text(summary, 110);
  }

  private static String text(Summary summary, int width) {
    return SummaryTable.of(summary, width).stream()
        .map(line -> line.plain(width).stripTrailing() + "\n")
        .collect(Collectors.joining());
  }
}
