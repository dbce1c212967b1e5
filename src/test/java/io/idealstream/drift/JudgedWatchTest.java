package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.drift.JudgedItem.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JudgedWatchTest {

  private static final double ASKED = 400;
  private static final int PER_INTERVAL = 12;
  private static final int CHANGE = 200;
  private static final int BACK = 320;
  private static final int END = 600;
  private static final List<String> GROUPS = List.of("owl/lake", "owl/wood", "duck/wood");

  private static DriftWatch.Terms terms(double asked) {
    return new DriftWatch.Terms(
        200, 500, 40, Season.NONE, EnumSet.allOf(Watched.class), Map.of(), asked, 0.5, 0.995);
  }

  /** An item of a group, right so often; its set holds the truth in nine of ten. */
  private static JudgedItem item(String group, double right, Random random) {
    Verdict bird = new Verdict(random.nextDouble() < right, random.nextDouble() < 0.9);
    return new JudgedItem(group, Map.of("bird", bird));
  }

  private static List<JudgedItem> items(double rightInWood, Random random) {
    List<JudgedItem> items = new ArrayList<>();
    for (int i = 0; i < PER_INTERVAL; i++) {
      String group = GROUPS.get(random.nextInt(GROUPS.size()));
      items.add(item(group, group.equals("duck/wood") ? rightInWood : 0.9, random));
    }
    return items;
  }

  private static IntervalJudgements interval(int t, List<JudgedItem> items) {
    IntervalJudgements interval = new IntervalJudgements(1000);
    for (int i = 0; i < items.size(); i++) {
      interval.add(t + "-" + i, items.get(i));
    }
    return interval;
  }

  private static List<List<JudgedItem>> stream() {
    Random random = new Random(3);
    List<List<JudgedItem>> stream = new ArrayList<>();
    for (int t = 0; t < END; t++) {
      stream.add(items(t >= CHANGE && t < BACK ? 0.5 : 0.9, random));
    }
    return stream;
  }

  private static List<Finding> findings(
      List<List<JudgedItem>> stream, HeapMemory memory, boolean restarts) throws Exception {
    JudgedWatch watch = JudgedWatch.of(terms(ASKED), memory);
    List<Finding> findings = new ArrayList<>();
    for (int t = 0; t < stream.size(); t++) {
      watch.close(t, 0, interval(t, stream.get(t))).ifPresent(findings::add);
      watch = restarts ? JudgedWatch.of(terms(ASKED), memory) : watch;
    }
    return findings;
  }

  /** The share of right labels of a group between two intervals, counted. */
  private static double counted(List<List<JudgedItem>> stream, String group, int from, int to) {
    double right = 0;
    double all = 0;
    for (List<JudgedItem> items : stream.subList(from, to)) {
      for (JudgedItem item : items) {
        if (item.group().equals(group)) {
          right += item.verdicts().get("bird").right() ? 1 : 0;
          all++;
        }
      }
    }
    return right / all;
  }

  @Test
  void aGroupThatIsRightLessOftenIsFoundNamedAndSaidToBeOver() throws Exception {
    List<List<JudgedItem>> stream = stream();
    List<Finding> findings = findings(stream, new HeapMemory(), false);
    Finding started = findings.get(0);
    assertEquals(Finding.State.STARTED, started.state());
    assertTrue(started.detected() >= CHANGE && started.detected() < CHANGE + 40, "" + started);
    assertTrue(Math.abs(started.since() - CHANGE) <= 5, "" + started);
    assertEquals(
        Optional.of(new Direction("group-accuracy", "bird", "duck/wood", Unit.ACCURACY)),
        started.episode().cause().direction());
    assertEquals(-1, started.episode().cause().side());
    Change change = started.change().orElseThrow();
    assertEquals(0.9, change.from(), 0.03);
    double now = counted(stream, "duck/wood", (int) started.since(), (int) started.detected() + 1);
    assertEquals(now, change.to(), 0.06, "of spans that begin at powers of two");
    for (String id : started.examples()) {
      String[] parts = id.split("-");
      JudgedItem item = stream.get(Integer.parseInt(parts[0])).get(Integer.parseInt(parts[1]));
      assertEquals("duck/wood", item.group());
      assertFalse(item.verdicts().get("bird").right());
    }
    Finding over = findings.get(findings.size() - 1);
    assertEquals(Finding.State.RECOVERED, over.state());
    assertTrue(over.at() >= BACK, "" + over);
  }

  @Test
  void itGoesOnAfterEveryIntervalAsIfThereHadBeenNoRestart() throws Exception {
    HeapMemory one = new HeapMemory();
    HeapMemory other = new HeapMemory();
    assertEquals(
        findings(stream(), one, false).toString(), findings(stream(), other, true).toString());
    for (DriftMemory.Value value : DriftMemory.Value.values()) {
      assertArrayEquals(one.value(value), other.value(value));
    }
  }

  /** Words learn: that is no drift, and nothing to be frozen. */
  @Test
  void labelsThatAreRightMoreOftenRaiseNoAlarm() throws Exception {
    Random random = new Random(4);
    JudgedWatch watch = JudgedWatch.of(terms(ASKED), new HeapMemory());
    for (int t = 0; t < END; t++) {
      List<JudgedItem> items = items(t < CHANGE ? 0.5 : 0.95, random);
      assertEquals(Optional.empty(), watch.close(t, 0, interval(t, items)));
    }
    assertTrue(watch.isWatching());
  }

  /** Ten streams of 1,500 intervals in which nothing changes, at one in 400: 37 are allowed. */
  @Test
  void falseAlarmsAreAsRareAsAsked() throws Exception {
    int alarms = 0;
    for (int run = 0; run < 10; run++) {
      Random random = new Random(100 + run);
      JudgedWatch watch = JudgedWatch.of(terms(ASKED), new HeapMemory());
      for (int t = 0; t < 1500; t++) {
        alarms += isAlarm(watch.close(t, 0, interval(t, items(0.9, random))));
      }
      assertTrue(watch.isWatching());
    }
    assertTrue(alarms <= 37, alarms + " alarms");
  }

  /** In every tenth interval eight more are copies of one item, all right or all wrong. */
  @Test
  void copiesThatAreJudgedTogetherRaiseNoMoreFalseAlarms() throws Exception {
    int alarms = 0;
    for (int run = 0; run < 10; run++) {
      Random random = new Random(200 + run);
      JudgedWatch watch = JudgedWatch.of(terms(ASKED), new HeapMemory());
      for (int t = 0; t < 1500; t++) {
        List<JudgedItem> items = items(0.9, random);
        if (random.nextInt(10) == 0) {
          items.addAll(Collections.nCopies(8, item("owl/lake", 0.9, random)));
        }
        alarms += isAlarm(watch.close(t, 0, interval(t, items)));
      }
    }
    assertTrue(alarms <= 37, alarms + " alarms");
  }

  private static int isAlarm(Optional<Finding> finding) {
    return finding.filter(found -> found.state() == Finding.State.STARTED).isPresent() ? 1 : 0;
  }

  @Test
  void whatIsWatchedIsWhatTheFirstItemsShow() throws Exception {
    List<JudgedItem> first = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      for (int copy = 0; copy <= i; copy++) {
        first.add(new JudgedItem("g-%02d".formatted(i), Map.of("bird", new Verdict(true, null))));
      }
    }
    first.add(new JudgedItem(null, Map.of("place", new Verdict(false, true))));
    JudgedQuality quality = new JudgedQuality(first);
    List<Direction> ofBird =
        quality.directions().stream().filter(each -> each.factor().equals("bird")).toList();
    assertEquals("accuracy bird/average", ofBird.get(0).toString());
    assertEquals(1 + JudgedQuality.MOST_GROUPS, ofBird.size(), "no sets, the most frequent groups");
    assertEquals("group-accuracy bird/g-08", ofBird.get(1).toString());
    assertTrue(quality.directions().toString().contains("coverage place/average"));
  }

  @Test
  void anIntervalIsTheSameInAnyOrderAndTellsHowOftenLabelsAreRight() {
    Random random = new Random(5);
    List<JudgedItem> items = items(0.5, random);
    items.add(new JudgedItem(null, Map.of("bird", new Verdict(false, null))));
    IntervalJudgements one = new IntervalJudgements(20);
    IntervalJudgements other = new IntervalJudgements(20);
    for (int i = 0; i < items.size(); i++) {
      one.add("i-" + i, items.get(i));
      int last = items.size() - 1 - i;
      other.add("i-" + last, items.get(last));
    }
    assertArrayEquals(one.toBytes(), other.toBytes());
    assertArrayEquals(one.toBytes(), IntervalJudgements.of(one.toBytes()).toBytes());
    Map<String, Double> accuracy = one.accuracy().get("bird");
    long right = items.stream().filter(item -> item.verdicts().get("bird").right()).count();
    assertEquals((double) right / items.size(), accuracy.get("average"), 1e-12);
    assertEquals(
        counted(List.of(items.subList(0, 12)), "duck/wood", 0, 1), accuracy.get("duck/wood"));
    assertEquals(4, accuracy.size());
  }

  @Test
  void ofMoreItemsThanItHoldsTheOthersAreCounted() {
    Random random = new Random(6);
    IntervalJudgements interval = new IntervalJudgements(5);
    for (int i = 0; i < 9; i++) {
      interval.add("i-" + i, item("owl/lake", 0.5, random));
    }
    assertEquals(5, interval.size());
    assertEquals(9, interval.arrived());
    assertEquals(4, interval.leftOut());
    assertEquals(4, IntervalJudgements.of(interval.toBytes()).leftOut());
  }
}
