package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class DriftWatchTest {

  private static final double[] NORMAL = {1 / 3.0, 1 / 3.0, 1 / 3.0};
  private static final double[] WET = {0.22, 0.56, 0.22};
  private static final double[] UNKNOWN = {0.25, 0.25, 0.25, 0.25};

  private static final DriftWatch.Terms TERMS =
      new DriftWatch.Terms(
          300, 1500, 40, Season.NONE, EnumSet.allOf(Watched.class), Map.of(), 500, 0.5, 0.9999);

  /** Every second number is an interval with items, so that numbers and counts differ. */
  private static final int GAP = 2;

  private static final int FIRST = 1000;
  private static final int CHANGE = 80;
  private static final int BACK = 120;
  private static final int LATER = 130;
  private static final int END = 220;

  private record Items(List<String> ids, List<Item> items) {

    static Items of(int interval, double[] places, Random random) {
      List<Item> items = Places.items(40, places, random);
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        ids.add(interval + "-" + i);
      }
      return new Items(ids, items);
    }

    IntervalItems gathered(List<Integer> order) {
      IntervalItems gathered = new IntervalItems(1000);
      order.forEach(i -> gathered.add(ids.get(i), seen(i)));
      return gathered;
    }

    Seen seen(int i) {
      return new Seen(items.get(i).vector(), 0);
    }

    List<Integer> order() {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        order.add(i);
      }
      return order;
    }
  }

  private static List<Items> stream(double[] changed) {
    Random random = new Random(7);
    List<Items> stream = new ArrayList<>();
    for (int t = 0; t < END; t++) {
      stream.add(Items.of(t, t >= CHANGE && t < BACK ? changed : NORMAL, random));
    }
    return stream;
  }

  private static DriftWatch watch(HeapMemory state) throws Exception {
    return DriftWatch.of(standpoint(), TERMS, state);
  }

  private static DriftWatch.Standpoint standpoint() {
    double[] words = new double[4 + Places.WORDS.rows().length];
    System.arraycopy(Places.WORDS.rows(), 0, words, 4, Places.WORDS.rows().length);
    return new DriftWatch.Standpoint(Places.SPACE, words, Places::answer);
  }

  private static List<Finding> findings(List<Items> stream, HeapMemory state) throws Exception {
    DriftWatch watch = watch(state);
    List<Finding> findings = new ArrayList<>();
    for (int t = 0; t < stream.size(); t++) {
      Items items = stream.get(t);
      watch.close(FIRST + GAP * t, 0, items.gathered(items.order())).ifPresent(findings::add);
    }
    assertTrue(watch.isWatching());
    return findings;
  }

  private static int interval(int t) {
    return FIRST + GAP * t;
  }

  @Test
  void aChangeIsFoundNamedAndSaidToBeOver() throws Exception {
    List<Finding> findings = findings(stream(WET), new HeapMemory());
    Finding started = findings.get(0);
    Finding over = findings.get(findings.size() - 1);
    assertEquals(Finding.State.STARTED, started.state());
    assertEquals(Finding.State.RECOVERED, over.state());
    assertTrue(
        findings.subList(1, findings.size() - 1).stream()
            .allMatch(between -> between.state() == Finding.State.ONGOING),
        findings.toString());
    for (int i = 1; i < findings.size() - 1; i++) {
      assertNotEquals(cause(findings.get(i - 1)), cause(findings.get(i)), "once for each cause");
    }
    assertTrue(over.episode().alarms() > findings.size(), "most alarms change nothing");
    Direction water = new Direction("share", "place", "water", Unit.SHARE);
    assertEquals(Optional.of(water), started.episode().cause().direction());
    assertEquals(1, started.episode().cause().side());
    assertTrue(started.at() >= interval(CHANGE) && started.at() <= interval(CHANGE + 10));
    assertEquals(started.at(), started.detected());
    assertEquals(interval(CHANGE), started.since(), 2 * GAP);
    Change change = started.change().orElseThrow();
    assertEquals(water, change.direction());
    assertEquals(1 / 3.0, change.from(), 0.03);
    assertEquals(0.56, change.to(), 4 * change.standardError() + 0.03);
    assertTrue(started.score() >= started.threshold());
    assertTrue(over.at() > interval(BACK));
    assertEquals(started.since(), over.since());
    Change after = over.change().orElseThrow();
    assertEquals(1 / 3.0, after.to(), 4 * after.standardError() + 0.03, "as it was");
  }

  private static Optional<Direction> cause(Finding finding) {
    return finding.episode().cause().direction();
  }

  /** First water comes more often, then what the space does not know comes too. */
  @Test
  void aDriftThatTurnsOutToHaveAnotherCauseSaysSo() throws Exception {
    Random random = new Random(7);
    List<Items> stream = new ArrayList<>();
    for (int t = 0; t < END; t++) {
      double[] places = t < CHANGE ? NORMAL : t < CHANGE + 12 ? WET : UNKNOWN;
      stream.add(Items.of(t, places, random));
    }
    List<Finding> findings = findings(stream, new HeapMemory());
    assertEquals(Finding.State.STARTED, findings.get(0).state());
    Finding next = findings.get(1);
    assertEquals(Finding.State.ONGOING, next.state());
    assertNotEquals(cause(findings.get(0)), cause(next));
    assertEquals(findings.get(0).since(), next.since());
    assertEquals(findings.get(0).detected(), next.detected());
  }

  /** The item that a sample shows most of: the farthest along the axis of water. */
  @Test
  void examplesLieAlongTheShift() throws Exception {
    List<Items> stream = stream(WET);
    Finding started = findings(stream, new HeapMemory()).get(0);
    Items last = stream.get((int) (started.at() - FIRST) / GAP);
    double mean = last.items().stream().mapToDouble(item -> item.vector()[2]).average().orElse(0);
    assertEquals(5, started.examples().size());
    for (String id : started.examples()) {
      float[] vector = last.items().get(last.ids().indexOf(id)).vector();
      assertTrue(vector[2] > mean, "more water than most: " + vector[2] + " of " + mean);
    }
  }

  @Test
  void whatTheSpaceDoesNotKnowHasNoName() throws Exception {
    Finding started = findings(stream(UNKNOWN), new HeapMemory()).get(0);
    assertEquals(Finding.State.STARTED, started.state());
    assertEquals(Optional.empty(), started.episode().cause().direction());
    assertEquals(Optional.empty(), started.change());
  }

  @Test
  void whereNothingChangesNothingIsFound() throws Exception {
    assertEquals(List.of(), findings(stream(NORMAL), new HeapMemory()));
  }

  @Test
  void aRestartAfterEveryIntervalChangesNothing() throws Exception {
    List<Items> stream = stream(WET);
    HeapMemory undisturbed = new HeapMemory();
    List<Finding> expected = findings(stream, undisturbed);
    HeapMemory state = new HeapMemory();
    List<Finding> findings = new ArrayList<>();
    for (int t = 0; t < END; t++) {
      DriftWatch watch = watch(state);
      Items items = stream.get(t);
      watch.close(interval(t), 0, items.gathered(items.order())).ifPresent(findings::add);
    }
    assertEquals(expected, findings);
    assertSame(undisturbed, state);
  }

  @Test
  void theOrderOfItemsAndTheirSplitChangeNothing() throws Exception {
    List<Items> stream = stream(WET);
    HeapMemory undisturbed = new HeapMemory();
    List<Finding> expected = findings(stream, undisturbed);
    HeapMemory state = new HeapMemory();
    DriftWatch watch = watch(state);
    Random random = new Random(3);
    List<Finding> findings = new ArrayList<>();
    for (int t = 0; t < END; t++) {
      Items items = stream.get(t);
      List<Integer> order = items.order();
      Collections.shuffle(order, random);
      int cut = random.nextInt(order.size());
      IntervalItems gathered = items.gathered(order.subList(cut, order.size()));
      gathered.merge(IntervalItems.of(items.gathered(order.subList(0, cut)).toBytes()));
      watch.close(interval(t), 0, gathered).ifPresent(findings::add);
    }
    assertEquals(expected, findings);
    assertSame(undisturbed, state);
  }

  /** A stream whose places stay; what else comes in an interval is given. */
  private static Finding input(BiConsumer<Integer, IntervalItems> interval) throws Exception {
    DriftWatch watch = watch(new HeapMemory());
    for (int t = 0; t < END; t++) {
      IntervalItems gathered = new IntervalItems(1000);
      interval.accept(t, gathered);
      Optional<Finding> found = watch.close(interval(t), 0, IntervalItems.of(gathered.toBytes()));
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new AssertionError("nothing was found");
  }

  private static void add(int t, IntervalItems to, Random random, double pixels) {
    Items items = Items.of(t, NORMAL, random);
    for (int i : items.order()) {
      long size = Math.round(pixels * Math.pow(2, 0.3 * random.nextGaussian()));
      to.add(items.ids().get(i), new Seen(items.seen(i).vector(), size));
    }
  }

  @Test
  void smallerPicturesAreFound() throws Exception {
    Random random = new Random(8);
    Finding found = input((t, to) -> add(t, to, random, t < LATER ? 400_000 : 300_000));
    Direction size = new Direction("input", "", "picture-size", Unit.DOUBLINGS);
    assertEquals(Optional.of(size), cause(found));
    Change change = found.change().orElseThrow();
    assertEquals(Math.log(400_000) / Math.log(2), change.from(), 0.02);
    assertEquals(Math.log(300_000) / Math.log(2), change.to(), 0.1);
    assertTrue(found.detected() >= interval(LATER) && found.detected() < interval(LATER + 15));
    assertTrue(
        new Explanation("cam", Instant::ofEpochSecond)
            .of(found)
            .contains(" million pixels, they had 0.40"),
        new Explanation("cam", Instant::ofEpochSecond).of(found));
  }

  @Test
  void moreDeadLettersAreFound() throws Exception {
    Random random = new Random(9);
    Finding found =
        input(
            (t, to) -> {
              add(t, to, random, 400_000);
              for (int i = 0; i < 42; i++) {
                to.addDeadLetters(random.nextDouble() < (t < LATER ? 0.03 : 0.2) ? 1 : 0);
              }
            });
    Direction dead = new Direction("input", "", "dead-letters", Unit.FRACTION);
    assertEquals(Optional.of(dead), cause(found));
    assertEquals(0.03, found.change().orElseThrow().from(), 0.01);
    assertTrue(found.change().orElseThrow().to() > 0.1, "" + found);
  }

  /** No item is left that could tell. */
  @Test
  void aFeedOfWhichNothingCanBeReadAnyMoreIsFound() throws Exception {
    Random random = new Random(10);
    Finding found =
        input(
            (t, to) -> {
              if (t < LATER) {
                add(t, to, random, 400_000);
              }
              to.addDeadLetters(t < LATER ? 1 : 40);
            });
    assertEquals("dead-letters", cause(found).orElseThrow().value());
    assertEquals(List.of(), found.examples());
    assertTrue(
        new Explanation("cam", Instant::ofEpochSecond)
            .of(found)
            .contains(" at least 10.4 % of the records of cam become dead letters, it was 2.4 %"),
        new Explanation("cam", Instant::ofEpochSecond).of(found));
  }

  @Test
  void anIntervalWithoutItemsChangesNothing() throws Exception {
    HeapMemory state = new HeapMemory();
    DriftWatch watch = watch(state);
    assertEquals(Optional.empty(), watch.close(5, 0, new IntervalItems(10)));
    assertTrue(state.lists.isEmpty() && state.values.isEmpty());
    assertFalse(watch.isWatching());
  }

  @Test
  void itemsBeyondTheMostAreCountedAndTheSameOnesStay() {
    Items items = Items.of(0, NORMAL, new Random(1));
    IntervalItems few = new IntervalItems(10);
    List<Integer> order = items.order();
    order.forEach(i -> few.add(items.ids().get(i), items.seen(i)));
    IntervalItems others = new IntervalItems(10);
    Collections.shuffle(order, new Random(2));
    order.forEach(i -> others.add(items.ids().get(i), items.seen(i)));
    assertEquals(10, few.size());
    assertEquals(30, few.leftOut());
    assertArrayEquals(few.toBytes(), others.toBytes());
    IntervalItems left = new IntervalItems(10);
    IntervalItems right = new IntervalItems(10);
    order.forEach(i -> (i < 17 ? left : right).add(items.ids().get(i), items.seen(i)));
    left.merge(IntervalItems.of(right.toBytes()));
    assertArrayEquals(few.toBytes(), left.toBytes(), "those left out elsewhere are counted too");
  }

  @Test
  void ofTwoItemsWithOneIdentityTheSameOneStaysInAnyOrder() {
    Items items = Items.of(0, NORMAL, new Random(1));
    IntervalItems one = new IntervalItems(10);
    one.add("twice", items.seen(0));
    one.add("twice", items.seen(1));
    IntervalItems other = new IntervalItems(10);
    other.add("twice", items.seen(1));
    other.add("twice", items.seen(0));
    assertEquals(1, one.size());
    assertEquals(2, one.arrived());
    assertArrayEquals(one.toBytes(), other.toBytes());
  }

  /** Three times as many items, all as they were: only how many come has changed. */
  @Test
  void moreItemsThanUsualAreARateThatRose() throws Exception {
    Random random = new Random(7);
    DriftWatch watch = watch(new HeapMemory());
    List<Finding> findings = new ArrayList<>();
    for (int t = 0; t < END; t++) {
      Items items = Items.of(t, NORMAL, random);
      IntervalItems gathered = items.gathered(items.order());
      if (t >= CHANGE) {
        items.order().forEach(i -> gathered.add("more-" + i, items.seen(i)));
        items.order().forEach(i -> gathered.add("most-" + i, items.seen(i)));
      }
      watch.close(interval(t), 0, gathered).ifPresent(findings::add);
    }
    Finding started = findings.get(0);
    Direction rate = new Direction("input", "", "rate", Unit.DOUBLINGS);
    assertEquals(Optional.of(rate), cause(started));
    assertEquals(Math.log(40) / Math.log(2), started.change().orElseThrow().from(), 0.1);
    assertEquals(Math.log(120) / Math.log(2), started.change().orElseThrow().to(), 0.2);
  }

  @Test
  void whatIsNotWatchedRaisesNoAlarm() throws Exception {
    DriftWatch.Terms terms =
        new DriftWatch.Terms(
            300, 1500, 40, Season.NONE, Set.of(Watched.INPUT), Map.of(), 500, 0.5, 0.9999);
    DriftWatch watch = DriftWatch.of(standpoint(), terms, new HeapMemory());
    List<Items> stream = stream(WET);
    for (int t = 0; t < END; t++) {
      IntervalItems gathered = stream.get(t).gathered(stream.get(t).order());
      assertEquals(Optional.empty(), watch.close(interval(t), 0, gathered));
    }
    assertTrue(watch.isWatching());
    assertEquals(Set.of("input"), watch.nearness().keySet());
  }

  /** A change of 23 points is none where 25 are asked for. */
  @Test
  void smallerChangesThanAskedRaiseNoAlarm() throws Exception {
    Map<Watched, Double> least = Map.of(Watched.SHARES, 0.25);
    DriftWatch.Terms terms =
        new DriftWatch.Terms(
            300, 1500, 40, Season.NONE, Set.of(Watched.SHARES), least, 500, 0.5, 0.9999);
    DriftWatch watch = DriftWatch.of(standpoint(), terms, new HeapMemory());
    List<Items> stream = stream(WET);
    for (int t = 0; t < END; t++) {
      IntervalItems gathered = stream.get(t).gathered(stream.get(t).order());
      assertEquals(Optional.empty(), watch.close(interval(t), 0, gathered));
    }
    assertTrue(watch.isWatching());
  }

  @Test
  void howNearAnAlarmEachSignalIsCanBeAsked() throws Exception {
    DriftWatch watch = watch(new HeapMemory());
    assertEquals(Map.of(), watch.nearness());
    List<Items> stream = stream(WET);
    double before = 0;
    for (int t = 0; t < END; t++) {
      double was = watch.nearness().getOrDefault("share", 0.0);
      Items items = stream.get(t);
      if (watch.close(interval(t), 0, items.gathered(items.order())).isPresent()) {
        before = Math.max(before, was);
        assertTrue(watch.nearness().get("share") >= 1, "an alarm");
        break;
      }
    }
    assertTrue(before > 0 && before < 1, "near before the alarm: " + before);
  }

  private static void assertSame(HeapMemory expected, HeapMemory actual) {
    assertEquals(expected.lists.keySet(), actual.lists.keySet());
    expected.lists.forEach(
        (part, list) -> assertArrayEquals(list.toArray(), actual.lists.get(part).toArray()));
    assertEquals(expected.values.keySet(), actual.values.keySet());
    expected.values.forEach((value, bytes) -> assertArrayEquals(bytes, actual.values.get(value)));
  }
}
