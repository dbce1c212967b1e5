package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EpisodesTest {

  private static final List<Direction> DIRECTIONS =
      List.of(
          new Direction("share", "place", "water", Unit.SHARE),
          new Direction("centre", "place", "land", Unit.DEGREES),
          new Direction("unnamed", "", "axis-1", Unit.DEGREES),
          new Direction("accuracy", "bird", "average", Unit.ACCURACY));

  private final Random random = new Random(1);
  private final List<Item> normal = Places.normal(3000, random);
  private final ItemMoments moments = Places.moments(normal.subList(0, 600));
  private final LabelShift reference = Places.reference(moments, normal);
  private final RecentTotals recent = new RecentTotals(moments.size());
  private final Naming naming = new Naming(DIRECTIONS, Places.WORDS);
  private final Episodes episodes = new Episodes();

  /** An interval of 20 items. */
  private void interval(int t, double... places) {
    recent.add(t, Places.totals(moments, Places.items(20, places, random)));
  }

  private Episode alarm(int winner, long since, long detected, double... evidence) {
    Alarm alarm = new Alarm(winner, 1, since, detected, 200, 100, evidence);
    return episodes.alarm(alarm, each -> naming.cause(each, recent, reference));
  }

  @Test
  void alarmsOfAChangeThatStaysAreOneEpisode() {
    for (int t = 0; t < 4; t++) {
      interval(t, 0.2, 0.6, 0.2);
    }
    // the first alarm has few items, and is about what it won
    Episode first = alarm(1, 3, 4, 20, 150, 130, 0);
    assertEquals(new Episode(3, 4, 4, 1, first.cause()), first);
    for (int t = 4; t < 40; t++) {
      interval(t, 0.2, 0.6, 0.2);
    }
    Episode later = alarm(0, 38, 39, 150, 20, 30, 0);
    assertEquals(3, later.since(), "it began when the first alarm says");
    assertEquals(4, later.detected());
    assertEquals(39, later.last());
    assertEquals(2, later.alarms());
    assertEquals(Optional.of(DIRECTIONS.get(0)), later.cause().direction(), "by all items");
    List<Direction> others = later.cause().consequences();
    assertTrue(others.containsAll(DIRECTIONS.subList(1, 3)), others.toString());
    assertTrue(!others.contains(DIRECTIONS.get(0)), "a cause is no consequence of itself");
    assertEquals(Optional.of(later), episodes.open());
  }

  @Test
  void aSingleOtherAlarmDoesNotTakeAnEpisodeOver() {
    for (int t = 0; t < 20; t++) {
      interval(t, 1 / 3.0, 1 / 3.0, 1 / 3.0);
    }
    alarm(3, 3, 6, 0, 0, 0, 150);
    alarm(3, 6, 9, 0, 0, 0, 150);
    Episode other = alarm(0, 6, 12, 150, 0, 0, 0);
    assertEquals(Optional.of(DIRECTIONS.get(3)), other.cause().direction());
    assertTrue(other.cause().consequences().contains(DIRECTIONS.get(0)), "it is a consequence");
    alarm(0, 12, 15, 150, 0, 0, 0);
    Episode more = alarm(0, 15, 18, 150, 0, 0, 0);
    assertEquals(Optional.of(DIRECTIONS.get(0)), more.cause().direction(), "the most alarms");
  }

  /** 35 intervals lie between the alarms: 105 without one are still patience, 106 are the end. */
  @Test
  void anEpisodeIsOverWhenNoAlarmFollows() {
    interval(0, 0.2, 0.6, 0.2);
    alarm(0, 0, 4, 150, 0, 0, 0);
    assertEquals(Optional.empty(), episodes.quiet(19));
    Episode last = alarm(0, 30, 39, 150, 0, 0, 0);
    assertEquals(Optional.empty(), episodes.quiet(39 + 105));
    assertEquals(Optional.of(last), episodes.quiet(39 + 106));
    assertEquals(Optional.empty(), episodes.open());
    assertEquals(Optional.empty(), episodes.quiet(1000));
    assertEquals(1, alarm(0, 1001, 1002, 150, 0, 0, 0).alarms(), "the next one is new");
  }

  @Test
  void oneAlarmAloneIsOverSoon() {
    interval(0, 0.2, 0.6, 0.2);
    Episode only = alarm(0, 2, 4, 150, 0, 0, 0);
    assertEquals(Optional.empty(), episodes.quiet(4 + 9));
    assertEquals(Optional.of(only), episodes.quiet(4 + 10));
  }
}
