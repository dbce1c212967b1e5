package io.idealstream.stream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BirdSpaces;
import io.idealstream.fixtures.LogLines;
import io.idealstream.fixtures.StateBytes;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class WatchAnswersTest {

  private static final List<AnsweredItem> ITEMS = LabelWorld.feed("cam-1", true, 5);
  private static final Map<Long, List<AnsweredItem>> BY_INTERVAL =
      ITEMS.stream()
          .collect(Collectors.groupingBy(item -> DriftWorld.SETTINGS.intervalAt(item.known())));
  private static final long FIRST = DriftWorld.SETTINGS.intervalAt(DriftWorld.BEGIN);

  /** One subtask, interval by interval. */
  private static final class Task implements AutoCloseable {
    final KeyedTwoInputStreamOperatorTestHarness<String, FeedAnswer, WatchChange, Drift> harness;

    Task(OperatorSubtaskState state) throws Exception {
      harness =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new WatchAnswers(DriftWorld.SETTINGS),
              FeedAnswer::key,
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
      task.number();
      return task;
    }

    void number() throws Exception {
      take(FeedAnswer.of(FeedSample.numbered("birds", "cam-1", 1, FIRST)));
    }

    void change(WatchChange change) throws Exception {
      harness.processElement2(new StreamRecord<>(change));
    }

    void take(FeedAnswer answer) throws Exception {
      harness.processElement1(new StreamRecord<>(answer));
    }

    /** What is known in an interval, in an order that is none. */
    void take(int t) throws Exception {
      List<AnsweredItem> items = new ArrayList<>(BY_INTERVAL.get(FIRST + t));
      Collections.reverse(items);
      for (AnsweredItem item : items) {
        take(FeedAnswer.of(item));
      }
    }

    void pass(int t) throws Exception {
      harness.processWatermark1(new Watermark(DriftWorld.SETTINGS.closing(FIRST + t)));
    }

    Task live(int from, int to) throws Exception {
      for (int t = from; t < to; t++) {
        take(t);
        pass(t);
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
        "new ducks",
        effective);
  }

  private static List<Drift> expected() throws Exception {
    return LabelWorld.expected("cam-1", ITEMS, 1);
  }

  @Test
  void labelsThatAreRightLessOftenAreToldWithTheirGroup() throws Exception {
    try (Task task = Task.begin()) {
      List<Drift> found = task.live(0, LabelWorld.INTERVALS).drifts();
      assertEquals(expected(), found);
      Drift started = found.get(0);
      assertEquals(DriftState.STARTED, started.state());
      assertEquals("group-accuracy", started.signal());
      assertEquals("bird", started.factor());
      assertEquals(LabelWorld.GROUP, started.value());
      assertTrue(started.detected().isAfter(at(LabelWorld.CHANGE)), started::toString);
      assertTrue(started.change().to() < started.change().from() - 40, started::toString);
      assertTrue(
          started
              .explanation()
              .contains("labels of `bird` in group `duck/lake` of cam-1 are right in"),
          started::explanation);
    }
  }

  @Test
  void aRestartInMidDriftChangesNothing() throws Exception {
    OperatorSubtaskState state;
    List<Drift> found;
    try (Task task = Task.begin()) {
      found = task.live(0, 126).drifts();
      task.take(126);
      state = task.harness.snapshot(1, 1);
    }
    try (Task task = new Task(state)) {
      task.pass(126);
      found.addAll(task.live(127, LabelWorld.INTERVALS).drifts());
    }
    assertEquals(expected(), found);
  }

  @Test
  void whatIsKnownAfterItsIntervalIsCountedAndLeftOut() throws Exception {
    try (LogLines lines = LogLines.of(WatchAnswers.class);
        Task task = Task.begin()) {
      task.live(0, 50);
      task.take(20);
      assertEquals(
          List.of(
              "Feedback about a label of birds/cam-1 came after its interval of"
                  + " 2026-01-01T00:00:20Z was closed: drift leaves it out"),
          lines.now());
      assertEquals(expected(), task.live(50, LabelWorld.INTERVALS).drifts());
      List<DriftScore> scores = task.side(WatchAnswers.SCORES);
      assertEquals(12, scores.get(50).late(), "told with the next interval");
      assertEquals(0, scores.get(51).late());
    }
  }

  @Test
  void everyIntervalIsToldWithHowOftenLabelsAreRight() throws Exception {
    try (Task task = Task.begin()) {
      Drift started = task.live(0, LabelWorld.INTERVALS).drifts().get(0);
      List<DriftScore> scores = task.side(WatchAnswers.SCORES);
      assertEquals(LabelWorld.INTERVALS, scores.size());
      DriftScore calm = scores.get(60);
      assertEquals(at(60), calm.from());
      assertEquals(12, calm.items());
      assertEquals(Map.of(), calm.shares());
      double right =
          BY_INTERVAL.get(FIRST + 60).stream().filter(item -> item.id().endsWith("-right")).count();
      assertEquals(right / 12, calm.accuracy().get("bird").get("average"), 1e-12);
      assertNull(scores.get(0).score(), "nothing is normal yet");
      assertNotNull(scores.get(119).score());
      DriftScore alarm =
          scores.stream().filter(score -> score.to().equals(started.detected())).findAny().get();
      assertEquals(started.score() / started.threshold(), alarm.score(), 1e-9);
    }
  }

  @Test
  void aDriftOfLabelsFreezesWordsOfFeedbackAlone() throws Exception {
    try (Task task = Task.begin()) {
      Drift started = task.live(0, LabelWorld.INTERVALS).drifts().get(0);
      Control freeze = task.side(WatchAnswers.CONTROLS).get(0);
      assertEquals(Act.FREEZE, freeze.act());
      assertEquals(Source.FEEDBACK, freeze.source());
      assertEquals("drift of labels of cam-1", freeze.id(), "another than that of what items show");
      assertEquals(started.since(), freeze.toTime());
      assertEquals(started.detected(), freeze.effective());
    }
  }

  private static WatchChange forgotten(String id) {
    return WatchChange.of(new Erasure("r", "cam-1", id, "ada", null, DriftWorld.BEGIN));
  }

  private static Forgotten gone(String id, Trace trace) {
    return new Forgotten("cam-1/" + id, trace, 1);
  }

  private static String idOf(int t) {
    return BY_INTERVAL.get(FIRST + t).get(10).id();
  }

  @Test
  void ofAForgottenItemNoJudgementWaitsWhetherItsSpaceIsKnownOrNot() throws Exception {
    try (Task task = new Task(null)) {
      task.number();
      task.take(0);
      task.change(forgotten(idOf(0)));
      assertEquals(List.of(gone(idOf(0), Trace.JUDGED_LABELS)), task.side(Forgotten.TAG));
      assertFalse(StateBytes.of(task.harness.snapshot(1, 1)).hold(idOf(0)), "early");
      task.change(WatchChange.of(DriftWorld.SPACE));
      task.take(1);
      task.take(FeedAnswer.of(BY_INTERVAL.get(FIRST + 1).get(10).ofAllFeeds()));
      task.change(forgotten(idOf(1)));
      assertEquals(
          List.of(gone(idOf(1), Trace.JUDGED_LABELS), gone(idOf(1), Trace.JUDGED_LABELS)),
          task.side(Forgotten.TAG));
      assertFalse(StateBytes.of(task.harness.snapshot(2, 2)).hold(idOf(1)), "open");
      task.pass(1);
      List<DriftScore> scores = task.side(WatchAnswers.SCORES);
      assertEquals(List.of(11L, 12L), scores.stream().map(DriftScore::items).toList());
      assertEquals(List.of(0L, 1L), scores.stream().map(DriftScore::leftOut).toList());
    }
  }

  @Test
  void withoutOneOfItsFirstItemsAReferenceIsGatheredAnew() throws Exception {
    OperatorSubtaskState state;
    try (Task task = Task.begin()) {
      task.live(0, 120);
      assertTrue(StateBytes.of(task.harness.snapshot(1, 1)).hold(idOf(2)));
      task.side(WatchAnswers.STATUS);
      task.change(forgotten(idOf(2)));
      assertEquals(List.of(gone(idOf(2), Trace.REFERENCES)), task.side(Forgotten.TAG));
      assertEquals(StatusState.WAITING, task.side(WatchAnswers.STATUS).get(0).state());
      state = task.harness.snapshot(2, 2);
      assertFalse(StateBytes.of(state).hold(idOf(2)));
    }
    try (Task task = new Task(state)) {
      task.live(120, 121);
      DriftScore score = task.side(WatchAnswers.SCORES).get(0);
      assertEquals(2, score.reference());
      assertNull(score.score(), "nothing is normal yet");
    }
  }

  @Test
  void whatIsMutedIsNotToldUntilItIsOver() throws Exception {
    try (Task task = Task.begin()) {
      task.live(0, 100);
      task.change(WatchChange.of(act(Act.MUTE, "group-accuracy", at(110), at(190))));
      assertEquals(List.of(), task.live(100, 189).drifts());
      assertEquals(List.of(), task.side(WatchAnswers.CONTROLS), "nothing is frozen either");
      Drift told = task.live(189, LabelWorld.INTERVALS).drifts().get(0);
      assertEquals(DriftState.STARTED, told.state());
      assertEquals(expected().get(0).since(), told.since());
    }
  }

  @Test
  void whatIsAcceptedIsTheNewNormal() throws Exception {
    int found = (int) (expected().get(0).detected().getEpochSecond() - at(0).getEpochSecond());
    try (Task task = Task.begin()) {
      Drift started = task.live(0, found).drifts().get(0);
      task.side(WatchAnswers.STATUS);
      task.change(WatchChange.of(act(Act.ACCEPT, null, at(found), null)));
      Drift over = task.live(found, found + 1).drifts().get(0);
      assertEquals(
          started
              .in(DriftState.RECOVERED)
              .explainedBy(
                  "Accepted as normal by ada: new ducks. It began: " + started.explanation()),
          over);
      Status said = task.side(WatchAnswers.STATUS).get(0);
      assertEquals("birds/cam-1/quality", said.id());
      assertEquals(StatusState.WAITING, said.state());
      assertEquals(2, said.version(), "the second reference");
      List<Control> onWords = task.side(WatchAnswers.CONTROLS);
      assertEquals(List.of(Act.FREEZE, Act.ACCEPT), onWords.stream().map(Control::act).toList());
      assertTrue(onWords.get(1).ends(onWords.get(0)), "what was set aside counts");
      assertEquals(List.of(), task.live(found + 1, LabelWorld.INTERVALS).drifts());
    }
  }

  /** Half of the time is over when the feed speaks again. */
  @Test
  void howFarAReferenceIsIsSaidAfterASilenceToo() throws Exception {
    try (Task task = Task.begin()) {
      task.live(0, 8);
      task.side(WatchAnswers.STATUS);
      task.live(20, 21);
      assertEquals(
          List.of(
              "how often labels are right: what is normal is gathered since 2026-01-01T00:00:00Z:"
                  + " 108 answers in 21s; 150 in at least 40s are needed, and those that hang"
                  + " together count less"),
          task.side(WatchAnswers.STATUS).stream().map(Status::detail).toList());
    }
  }

  @Test
  void howFarTheWatchIsIsSaid() throws Exception {
    try (Task task = Task.begin()) {
      task.live(0, 120);
      List<Status> said = task.side(WatchAnswers.STATUS);
      assertEquals(
          "how often labels are right: what is normal is gathered since 2026-01-01T00:00:00Z: 48"
              + " answers in 4s; 150 in at least 40s are needed, and those that hang together"
              + " count less",
          said.get(1).detail());
      assertEquals(12, said.size(), "ten tenths, the beginning and the end");
      assertTrue(
          said.get(11).detail().startsWith("how often labels are right: its reference is complete"),
          said::toString);
      task.change(WatchChange.of(BirdSpaces.gone("birds", 4)));
      assertEquals(StatusState.DISABLED, task.side(WatchAnswers.STATUS).get(0).state());
      assertEquals(List.of(), task.live(120, LabelWorld.INTERVALS).drifts());
      assertTrue(task.side(WatchAnswers.STATUS).isEmpty());
    }
  }

  @Test
  void labelsOfAnotherVersionAreNotHeldAgainstThisOnes() throws Exception {
    try (Task task = Task.begin()) {
      task.live(0, 135);
      task.side(WatchAnswers.SCORES);
      task.take(135);
      task.change(WatchChange.of(DriftWorld.version(4)));
      task.live(136, LabelWorld.INTERVALS);
      assertEquals(List.of(), task.side(WatchAnswers.SCORES));
      AnsweredItem ofNew =
          LabelWorld.answered(
              "cam-1", "new", at(200), 0, "duck", Map.of("bird", List.of("duck")), 4);
      task.take(FeedAnswer.of(ofNew));
      task.pass(200);
      DriftScore score = task.side(WatchAnswers.SCORES).get(0);
      assertEquals(2, score.reference());
      assertEquals(Map.of("average", 1.0), score.accuracy().get("bird"), "without a group");
    }
  }

  /** The two come by different ways. */
  @Test
  void answersWaitForTheNewsOfTheirSpaceAlsoOverARestart() throws Exception {
    OperatorSubtaskState state;
    try (Task task = new Task(null)) {
      task.number();
      task.live(0, 5);
      state = task.harness.snapshot(1, 1);
    }
    try (Task task = new Task(state)) {
      task.live(5, 10);
      task.change(WatchChange.of(DriftWorld.SPACE));
      assertEquals(expected(), task.live(10, LabelWorld.INTERVALS).drifts());
      assertEquals(LabelWorld.INTERVALS, task.side(WatchAnswers.SCORES).size());
    }
  }

  @Test
  void answersOfASpaceThatIsLongGoneAreGivenUp() throws Exception {
    try (Task task = new Task(null)) {
      task.number();
      int without = task.harness.numKeyedStateEntries();
      task.live(0, 5);
      assertTrue(task.harness.numKeyedStateEntries() > without);
      task.harness.setProcessingTime(RemovedNames.RETENTION.toMillis() + 1);
      task.pass(6);
      assertEquals(without, task.harness.numKeyedStateEntries());
    }
  }

  /** Where some subtasks were silent, the watermark may be there before the number. */
  @Test
  void intervalsThatHaveEndedWaitForTheNumberOfTheirFeed() throws Exception {
    try (Task task = new Task(null)) {
      task.change(WatchChange.of(DriftWorld.SPACE));
      task.live(0, 5);
      assertEquals(List.of(), task.side(WatchAnswers.SCORES));
      task.number();
      assertEquals(5, task.side(WatchAnswers.SCORES).size(), "at once");
      assertEquals(expected(), task.live(5, LabelWorld.INTERVALS).drifts());
    }
  }
}
