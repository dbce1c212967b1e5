package io.idealstream.stream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.drift.IntervalItems;
import io.idealstream.drift.Seen;
import io.idealstream.estimate.BirdSpaces;
import io.idealstream.fixtures.LogLines;
import io.idealstream.fixtures.StateBytes;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Forgotten;
import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class WatchFeedsTest {

  private static final List<Embedded> ITEMS = DriftWorld.feed("cam-1", true, 5);
  private static final Map<Long, List<Embedded>> BY_INTERVAL =
      ITEMS.stream()
          .collect(Collectors.groupingBy(item -> DriftWorld.SETTINGS.intervalAt(item.time())));
  private static final long FIRST = DriftWorld.SETTINGS.intervalAt(DriftWorld.BEGIN);

  /** One subtask, interval by interval. */
  private static final class Task implements AutoCloseable {
    final KeyedTwoInputStreamOperatorTestHarness<String, FeedSample, WatchChange, Drift> harness;

    Task(OperatorSubtaskState state) throws Exception {
      harness =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new WatchFeeds(DriftWorld.SETTINGS),
              WatchFeeds::key,
              change -> "not keyed",
              Types.STRING,
              720,
              1,
              0);
      harness.setup();
      if (state != null) {
        harness.initializeState(state);
      }
      harness.open();
      harness.processWatermark2(Watermark.MAX_WATERMARK);
    }

    static Task begin() throws Exception {
      Task task = new Task(null);
      task.change(WatchChange.of(DriftWorld.SPACE));
      task.take(FeedSample.numbered("birds", "cam-1", 1, FIRST));
      return task;
    }

    void change(WatchChange change) throws Exception {
      harness.processElement2(new StreamRecord<>(change));
    }

    void take(FeedSample sample) throws Exception {
      harness.processElement1(new StreamRecord<>(sample));
    }

    /** Intervals from one up to before another, by their places since the first. */
    Task live(int from, int to) throws Exception {
      for (int t = from; t < to; t++) {
        take(sample(t));
        harness.processWatermark1(new Watermark(DriftWorld.SETTINGS.closing(FIRST + t)));
      }
      return this;
    }

    List<Drift> drifts() {
      List<Drift> drifts = new ArrayList<>(harness.extractOutputValues());
      harness.getOutput().clear();
      return drifts;
    }

    <T> List<T> side(OutputTag<T> tag) {
      List<T> values = new ArrayList<>();
      Queue<StreamRecord<T>> said = harness.getSideOutput(tag);
      while (said != null && !said.isEmpty()) {
        values.add(said.remove().getValue());
      }
      return values;
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }

  private static FeedSample sample(int t) {
    IntervalItems items = new IntervalItems(DriftWorld.SETTINGS.maxItems());
    for (Embedded item : BY_INTERVAL.get(FIRST + t)) {
      items.add(item.id(), new Seen(item.vector(), 0));
    }
    return FeedSample.of("birds", "cam-1", FIRST + t, items.toBytes());
  }

  private static Instant at(int t) {
    return DriftWorld.BEGIN.plusSeconds(t);
  }

  private static Control act(Act act, String signal, Instant effective, Instant until) {
    return new Control(
        null,
        "birds",
        null,
        null,
        signal,
        null,
        null,
        act,
        null,
        null,
        effective,
        until,
        "ada",
        "a new lake",
        effective);
  }

  private static List<Drift> expected() throws Exception {
    return DriftWorld.expected("cam-1", ITEMS, 1);
  }

  @Test
  void aRestartInMidDriftChangesNothing() throws Exception {
    OperatorSubtaskState state;
    List<Drift> found;
    try (Task task = Task.begin()) {
      found = task.live(0, 126).drifts();
      task.take(sample(126));
      state = task.harness.snapshot(1, 1);
    }
    try (Task task = new Task(state)) {
      task.harness.processWatermark1(new Watermark(DriftWorld.SETTINGS.closing(FIRST + 126)));
      found.addAll(task.live(127, DriftWorld.INTERVALS).drifts());
    }
    assertEquals(expected(), found);
  }

  @Test
  void whatComesAfterItsIntervalIsCountedAndLeftOut() throws Exception {
    try (LogLines lines = LogLines.of(WatchFeeds.class);
        Task task = Task.begin()) {
      task.live(0, 50);
      task.take(sample(20));
      assertEquals(
          List.of(
              "24 items of birds/cam-1 came after the interval of 2026-01-01T00:00:20Z was"
                  + " closed: drift leaves out what is late"),
          lines.now());
      assertEquals(expected(), task.live(50, DriftWorld.INTERVALS).drifts());
    }
  }

  /** Event time begins anew after a restart, and intervals that were closed stay so. */
  @Test
  void afterARestartAClosedIntervalIsNotOpenedAgain() throws Exception {
    OperatorSubtaskState state;
    try (Task task = Task.begin()) {
      task.live(0, 50);
      state = task.harness.snapshot(1, 1);
    }
    try (Task task = new Task(state)) {
      task.take(sample(49));
      assertEquals(expected(), task.live(50, DriftWorld.INTERVALS).drifts());
    }
  }

  private static WatchChange forgotten(String feed, String id) {
    return WatchChange.of(new Erasure("r", feed, id, "ada", null, DriftWorld.BEGIN));
  }

  private static Forgotten gone(String id, Trace trace) {
    return new Forgotten("cam-1/" + id, trace, 1);
  }

  @Test
  void anItemOfAnOpenIntervalIsForgottenThereAndAmongThoseOfAllFeeds() throws Exception {
    String item = "126-17";
    try (Task task = Task.begin()) {
      task.live(0, 126);
      task.take(sample(126));
      IntervalItems all = new IntervalItems(DriftWorld.SETTINGS.maxItems());
      all.add("cam-1/" + item, new Seen(ITEMS.get(0).vector(), 0));
      all.add("cam-2/" + item, new Seen(ITEMS.get(1).vector(), 0));
      task.take(FeedSample.of("birds", "*", FIRST + 126, all.toBytes()));
      assertTrue(StateBytes.of(task.harness.snapshot(1, 1)).hold(item));
      task.change(forgotten("cam-2", item));
      assertEquals(
          List.of(new Forgotten("cam-2/" + item, Trace.OPEN_INTERVALS, 1)),
          task.side(Forgotten.TAG));
      task.change(forgotten("cam-1", item));
      assertEquals(
          List.of(gone(item, Trace.OPEN_INTERVALS), gone(item, Trace.OPEN_INTERVALS)),
          task.side(Forgotten.TAG));
      assertFalse(StateBytes.of(task.harness.snapshot(2, 2)).hold(item));
      task.side(WatchFeeds.SCORES);
      task.harness.processWatermark1(new Watermark(DriftWorld.SETTINGS.closing(FIRST + 126)));
      DriftScore score = task.side(WatchFeeds.SCORES).get(0);
      assertEquals(24, score.items());
      assertEquals(1, score.leftOut());
    }
  }

  /** What is watched is set up by them. */
  @Test
  void withoutOneOfItsFirstItemsAReferenceIsGatheredAnewAndADriftIsOver() throws Exception {
    OperatorSubtaskState state;
    try (Task task = Task.begin()) {
      Drift started = task.live(0, 135).drifts().get(0);
      assertTrue(StateBytes.of(task.harness.snapshot(1, 1)).hold("3-17"));
      task.side(WatchFeeds.STATUS);
      task.change(forgotten("cam-1", "3-17"));
      assertEquals(List.of(gone("3-17", Trace.REFERENCES)), task.side(Forgotten.TAG));
      Status said = task.side(WatchFeeds.STATUS).get(0);
      assertEquals(StatusState.WAITING, said.state());
      assertEquals(ForgottenItem.WHY, said.detail());
      state = task.harness.snapshot(2, 2);
      assertFalse(StateBytes.of(state).hold("3-17"));
      Drift over = task.live(135, 136).drifts().get(0);
      assertEquals(DriftState.RECOVERED, over.state());
      assertEquals(started.detected(), over.detected());
      List<Act> acts = task.side(WatchFeeds.CONTROLS).stream().map(Control::act).toList();
      assertEquals(List.of(Act.FREEZE, Act.UNFREEZE), acts, "words are not frozen for ever");
    }
    try (Task task = new Task(state)) {
      task.live(135, DriftWorld.INTERVALS);
      List<DriftScore> scores = task.side(WatchFeeds.SCORES);
      assertEquals(2, scores.get(0).reference());
      assertNull(scores.get(0).score(), "nothing is normal yet");
      Set<StatusState> said =
          task.side(WatchFeeds.STATUS).stream().map(Status::state).collect(Collectors.toSet());
      assertEquals(Set.of(StatusState.WAITING), said);
    }
  }

  @Test
  void anExampleOfADriftIsToldNoMore() throws Exception {
    OperatorSubtaskState state;
    Drift started;
    try (Task task = Task.begin()) {
      started = task.live(0, 135).drifts().get(0);
      state = task.harness.snapshot(1, 1);
    }
    String example = started.examples().get(0);
    String quoted = "\"" + example + "\"";
    assertTrue(StateBytes.of(state).hold(quoted));
    try (Task task = new Task(state)) {
      task.change(forgotten("cam-1", example));
      assertEquals(List.of(gone(example, Trace.EXAMPLES)), task.side(Forgotten.TAG));
      assertFalse(StateBytes.of(task.harness.snapshot(1, 1)).hold(quoted));
      task.change(WatchChange.of(act(Act.ACCEPT, null, at(140), null)));
      Drift over = task.live(135, 141).drifts().get(0);
      assertEquals(started.examples().subList(1, started.examples().size()), over.examples());
    }
  }

  @Test
  void whatIsMutedIsNotToldUntilItIsOver() throws Exception {
    try (Task task = Task.begin()) {
      task.live(0, 100);
      task.change(WatchChange.of(act(Act.MUTE, "share", at(110), at(160))));
      assertEquals(List.of(), task.live(100, 159).drifts());
      assertEquals(List.of(), task.side(WatchFeeds.CONTROLS), "nothing is frozen either");
      Drift told = task.live(159, 170).drifts().get(0);
      assertEquals(DriftState.STARTED, told.state());
      assertEquals(expected().get(0).since(), told.since());
      assertEquals(expected().get(0).detected(), told.detected());
    }
  }

  @Test
  void muteIsEndedByUnmuteAtItsTime() throws Exception {
    try (Task task = Task.begin()) {
      task.live(0, 100);
      task.change(WatchChange.of(act(Act.MUTE, null, at(110), null)));
      task.live(100, 140);
      task.change(WatchChange.of(act(Act.UNMUTE, null, at(150), null)));
      assertEquals(List.of(), task.live(140, 149).drifts());
      assertEquals(DriftState.STARTED, task.live(149, 150).drifts().get(0).state());
    }
  }

  /** Both are known before either is in force. */
  @Test
  void aLaterMuteReplacesAnEarlierOneAtItsTime() throws Exception {
    try (Task task = Task.begin()) {
      task.change(WatchChange.of(act(Act.MUTE, null, at(110), null)));
      task.change(WatchChange.of(act(Act.MUTE, null, at(150), at(160))));
      assertEquals(List.of(), task.live(0, 159).drifts(), "the first until the second begins");
      assertEquals(DriftState.STARTED, task.live(159, 160).drifts().get(0).state());
    }
  }

  @Test
  void aMuteOfTheSpaceReplacesOneOfASignal() throws Exception {
    try (Task task = Task.begin()) {
      task.change(WatchChange.of(act(Act.MUTE, "share", at(110), null)));
      task.change(WatchChange.of(act(Act.MUTE, null, at(150), at(160))));
      assertEquals(List.of(), task.live(0, 159).drifts());
      assertEquals(DriftState.STARTED, task.live(159, 160).drifts().get(0).state());
    }
  }

  @Test
  void anUnmuteDoesNotEndWhatBeginsAfterIt() throws Exception {
    try (Task task = Task.begin()) {
      task.change(WatchChange.of(act(Act.MUTE, null, at(118), at(160))));
      task.change(WatchChange.of(act(Act.UNMUTE, null, at(110), null)));
      assertEquals(List.of(), task.live(0, 159).drifts());
    }
  }

  @Test
  void actsBeyondTheMostAreCountedAndSaid() throws Exception {
    try (LogLines lines = LogLines.of(WatchFeeds.class);
        Task task = Task.begin()) {
      for (int i = 0; i <= DriftActs.MOST; i++) {
        task.change(WatchChange.of(act(Act.MUTE, "input", at(i), at(i + 1))));
      }
      assertEquals(
          List.of(
              "Drift forgets the oldest of its acts, of which there are more than 10000: mute of"
                  + " birds/*/input since 2026-01-01T00:00:00Z"),
          lines.now());
    }
  }

  @Test
  void anotherSignalsMuteMutesNothing() throws Exception {
    try (Task task = Task.begin()) {
      task.change(WatchChange.of(act(Act.MUTE, "input", at(0), null)));
      assertEquals(expected(), task.live(0, DriftWorld.INTERVALS).drifts());
    }
  }

  @Test
  void whatIsAcceptedIsTheNewNormal() throws Exception {
    try (Task task = Task.begin()) {
      Drift started = task.live(0, 135).drifts().get(0);
      task.side(WatchFeeds.STATUS);
      task.change(WatchChange.of(act(Act.ACCEPT, null, at(140), null)));
      assertEquals(
          List.of(
              started
                  .in(DriftState.RECOVERED)
                  .explainedBy(
                      "Accepted as normal by ada: a new lake. It began: " + started.explanation())),
          task.live(135, 141).drifts());
      Status said = task.side(WatchFeeds.STATUS).get(0);
      assertEquals(StatusState.WAITING, said.state());
      assertEquals(2, said.version(), "the second reference");
      assertEquals(
          "what is normal is gathered since 2026-01-01T00:02:20Z; 1,500 items in at least 40s are"
              + " needed, and those that hang together count less",
          said.detail(),
          said::toString);
      List<Control> onWords = task.side(WatchFeeds.CONTROLS);
      assertEquals(List.of(Act.FREEZE, Act.ACCEPT), onWords.stream().map(Control::act).toList());
      assertEquals(at(140), onWords.get(1).effective());
      assertTrue(onWords.get(1).ends(onWords.get(0)), "what was set aside counts");
      assertEquals(List.of(), task.live(141, DriftWorld.INTERVALS).drifts());
    }
  }

  @Test
  void aDriftFreezesWordsAsTheyWereBeforeItBegan() throws Exception {
    try (Task task = Task.begin()) {
      Drift started = task.live(0, DriftWorld.INTERVALS).drifts().get(0);
      Control freeze = task.side(WatchFeeds.CONTROLS).get(0);
      assertEquals(Act.FREEZE, freeze.act());
      assertEquals("birds", freeze.space());
      assertEquals(null, freeze.feed(), "the space has one estimate for all feeds");
      assertEquals(started.since(), freeze.toTime());
      assertEquals(started.detected(), freeze.effective());
      assertEquals(started.explanation(), freeze.reason());
    }
  }

  @Test
  void aNewVersionOfTheSpaceEndsADriftAndWhatItFroze() throws Exception {
    try (Task task = Task.begin()) {
      Drift started = task.live(0, 135).drifts().get(0);
      task.side(WatchFeeds.CONTROLS);
      task.change(WatchChange.of(DriftWorld.version(4)));
      Drift over = task.live(135, 136).drifts().get(0);
      assertEquals(
          started
              .in(DriftState.RECOVERED)
              .explainedBy(
                  "What is normal is gathered anew, by version 4 of the space. It began: "
                      + started.explanation()),
          over);
      Control unfreeze = task.side(WatchFeeds.CONTROLS).get(0);
      assertEquals(Act.UNFREEZE, unfreeze.act());
      assertEquals("drift of cam-1", unfreeze.id());
      assertEquals(List.of(), task.live(136, DriftWorld.INTERVALS).drifts());
    }
  }

  @Test
  void aDriftIsOverWhereItsSpaceIsGone() throws Exception {
    try (Task task = Task.begin()) {
      Drift started = task.live(0, 135).drifts().get(0);
      task.change(WatchChange.of(BirdSpaces.gone("birds", 4)));
      assertEquals(
          List.of(
              started
                  .in(DriftState.RECOVERED)
                  .explainedBy(
                      "It is watched no more: no definition is in force any more. It began: "
                          + started.explanation())),
          task.drifts());
    }
  }

  private static String told(Status status) {
    return status.state() + " " + status.detail();
  }

  @Test
  void howFarAReferenceIsSurvivesARestart() throws Exception {
    OperatorSubtaskState state;
    try (Task task = Task.begin()) {
      task.live(0, 30);
      state = task.harness.snapshot(1, 1);
    }
    try (Task task = new Task(state)) {
      task.live(30, 40);
      assertEquals(
          "WAITING what is normal is gathered since 2026-01-01T00:00:00Z: 768 items in 32s; 1,500"
              + " in at least 40s are needed, and those that hang together count less",
          told(task.side(WatchFeeds.STATUS).get(0)));
    }
  }

  @Test
  void howFarTheWatchIsIsSaid() throws Exception {
    try (Task task = Task.begin()) {
      task.live(0, 100);
      List<Status> said = task.side(WatchFeeds.STATUS);
      assertEquals(
          Set.of("birds/cam-1"), said.stream().map(Status::id).collect(Collectors.toSet()));
      String gathered = "what is normal is gathered since 2026-01-01T00:00:00Z";
      String needed = "; 1,500 in at least 40s are needed, and those that hang together count less";
      assertEquals(
          List.of(
              "WAITING " + gathered + needed.replace("1,500", "1,500 items"),
              "WAITING " + gathered + ": 168 items in 7s" + needed,
              "WAITING " + gathered + ": 312 items in 13s" + needed),
          said.subList(0, 3).stream().map(WatchFeedsTest::told).toList());
      assertEquals(12, said.size(), "ten tenths, the beginning and the end");
      assertEquals(
          List.of(
              "WAITING " + gathered + ": 1,512 items in 1m3s" + needed,
              "ACTIVE its reference is complete since 2026-01-01T00:01:35Z"),
          said.subList(10, 12).stream().map(WatchFeedsTest::told).toList());
      task.change(WatchChange.of(BirdSpaces.gone("birds", 4)));
      assertEquals(StatusState.DISABLED, task.side(WatchFeeds.STATUS).get(0).state());
      assertEquals(List.of(), task.live(100, DriftWorld.INTERVALS).drifts());
      assertTrue(task.side(WatchFeeds.STATUS).isEmpty());
    }
  }

  @Test
  void everyIntervalIsToldWithItsSharesAndHowNearAnAlarmItIs() throws Exception {
    try (Task task = Task.begin()) {
      task.live(0, 50);
      task.take(sample(20));
      Drift started = task.live(50, 140).drifts().get(0);
      List<DriftScore> scores = task.side(WatchFeeds.SCORES);
      assertEquals(140, scores.size());
      DriftScore calm = scores.get(60);
      assertEquals(at(60), calm.from());
      assertEquals(at(61), calm.to());
      assertEquals(24, calm.items());
      assertEquals(0, calm.leftOut());
      double shares = 0;
      for (double share : calm.shares().get("place").values()) {
        shares += share;
      }
      assertEquals(1, shares, 1e-9);
      assertEquals(24, scores.get(50).late(), "told with the next interval");
      assertEquals(0, scores.get(51).late());
      assertNull(scores.get(0).score(), "nothing is normal yet");
      assertTrue(scores.get(100).score() < 1);
      DriftScore alarm =
          scores.stream().filter(score -> score.to().equals(started.detected())).findAny().get();
      assertEquals(started.score() / started.threshold(), alarm.score(), 1e-9);
      assertTrue(alarm.shares().get("place").get("lake") > calm.shares().get("place").get("lake"));
    }
  }

  /** The two come by different ways. */
  @Test
  void itemsWaitForTheNewsOfTheirSpaceAlsoOverARestart() throws Exception {
    OperatorSubtaskState state;
    try (Task task = new Task(null)) {
      task.take(FeedSample.numbered("birds", "cam-1", 1, FIRST));
      task.live(0, 5);
      state = task.harness.snapshot(1, 1);
    }
    try (Task task = new Task(state)) {
      task.live(5, 10);
      task.change(WatchChange.of(DriftWorld.SPACE));
      assertEquals(expected(), task.live(10, DriftWorld.INTERVALS).drifts());
      assertEquals(DriftWorld.INTERVALS, task.side(WatchFeeds.SCORES).size());
    }
  }

  /** Who reads the feed after a restart tells of it anew, by the first interval that it sees. */
  @Test
  void aNumberThatIsToldAgainLosesNothingThatIsOpen() throws Exception {
    OperatorSubtaskState state;
    try (Task task = Task.begin()) {
      for (int t = 0; t < 5; t++) {
        task.take(sample(t));
      }
      state = task.harness.snapshot(1, 1);
    }
    try (Task task = new Task(state)) {
      task.take(FeedSample.numbered("birds", "cam-1", 1, FIRST + 5));
      assertEquals(expected(), task.live(5, DriftWorld.INTERVALS).drifts());
      assertEquals(DriftWorld.INTERVALS, task.side(WatchFeeds.SCORES).size());
    }
  }

  /** Silence of a subtask, as on a busy machine, lets time pass before it has told what it saw. */
  @Test
  void ofAFeedNothingIsLostThatCameBeforeItsNumber() throws Exception {
    try (Task task = new Task(null)) {
      task.change(WatchChange.of(DriftWorld.SPACE));
      task.live(0, 5);
      task.take(FeedSample.numbered("birds", "cam-1", 1, FIRST + 5));
      assertEquals(5, task.side(WatchFeeds.SCORES).size());
    }
  }

  /** Where some subtasks were silent, the watermark may be there before the number. */
  @Test
  void intervalsThatHaveEndedWaitForTheNumberOfTheirFeedAlsoOverARestart() throws Exception {
    OperatorSubtaskState state;
    try (Task task = new Task(null)) {
      task.change(WatchChange.of(DriftWorld.SPACE));
      task.live(0, 3);
      assertEquals(List.of(), task.side(WatchFeeds.SCORES));
      state = task.harness.snapshot(1, 1);
    }
    try (Task task = new Task(state)) {
      task.live(3, 5);
      task.take(FeedSample.numbered("birds", "cam-1", 1, FIRST));
      assertEquals(5, task.side(WatchFeeds.SCORES).size(), "at once");
      assertEquals(expected(), task.live(5, DriftWorld.INTERVALS).drifts());
    }
  }

  @Test
  void ofAFeedBeyondTheMostNothingIsKept() throws Exception {
    try (Task task = new Task(null)) {
      task.change(WatchChange.of(DriftWorld.SPACE));
      task.live(0, 3);
      task.take(FeedSample.numbered("birds", "cam-1", FeedSample.BEYOND, FIRST));
      assertEquals(List.of(), task.live(3, DriftWorld.INTERVALS).drifts());
      assertEquals(List.of(), task.side(WatchFeeds.SCORES));
      assertEquals(1, task.harness.numKeyedStateEntries(), "that it is beyond");
    }
  }

  @Test
  void ofAllFeedsTogetherFewIntervalsWaitWhileThereIsOneFeed() throws Exception {
    try (Task task = new Task(null)) {
      task.change(WatchChange.of(DriftWorld.SPACE));
      for (int t = 0; t < 70; t++) {
        FeedSample one = sample(t);
        task.take(FeedSample.of("birds", "*", one.interval(), one.items()));
        task.harness.processWatermark1(new Watermark(DriftWorld.SETTINGS.closing(FIRST + t)));
      }
      task.take(FeedSample.numbered("birds", "*", 0, FIRST));
      assertEquals(64, task.side(WatchFeeds.SCORES).size());
    }
  }
}
