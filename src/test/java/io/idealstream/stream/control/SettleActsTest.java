package io.idealstream.stream.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.history.HistoryGrid;
import io.idealstream.stream.ControlArrival;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock of these tests begins at 14:00:30; acts begin at full minutes, 5 s ahead or more. */
class SettleActsTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T14:00:30Z");
  private static final EffectiveTimes TIMES =
      new EffectiveTimes(Duration.ofSeconds(5), HistoryGrid.of(Duration.ofHours(1), 24));

  private KeyedOneInputStreamOperatorTestHarness<String, ControlArrival, Control> harness;

  @BeforeEach
  void open() throws Exception {
    open(null);
  }

  private void open(OperatorSubtaskState savepoint) throws Exception {
    Instant now =
        harness == null
            ? BEGIN
            : Instant.ofEpochMilli(harness.getProcessingTime()).plusSeconds(3600);
    close();
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new SettleActs(TIMES, true, 40), ControlArrival::space, Types.STRING);
    harness.setProcessingTime(now.toEpochMilli());
    if (savepoint != null) {
      harness.initializeState(savepoint);
    }
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    if (harness != null) {
      harness.close();
    }
  }

  @Test
  void anActBeginsAtAFullMinuteThatIsStillAheadAndIsHandedOnBeforeItOnce() throws Exception {
    send(act(Act.ROLLBACK, null, "2026-03-01T12:00:00Z", null));
    assertEquals(
        List.of(
            "birds 41 ACTIVE: rollback to 2026-03-01T12:00:00Z by anna from"
                + " 2026-03-01T14:01:00Z on: because"),
        said());
    assertEquals(List.of(), handedOn());
    pass(Duration.ofSeconds(25).minusMillis(1));
    assertEquals(List.of(), handedOn());
    pass(Duration.ofMillis(1));
    List<Control> acts = handedOn();
    assertEquals(1, acts.size());
    assertEquals(Instant.parse("2026-03-01T14:01:00Z"), acts.get(0).effective());
    pass(Duration.ofHours(1));
    assertEquals(List.of(), handedOn());
  }

  @Test
  void anActThatComesTooLateForWhatItAsksBeginsLaterUnlessItWasThereBeforeTheJob()
      throws Exception {
    Control asks = act(Act.FREEZE, null, null, "2026-03-01T13:30:00Z");
    harness.processElement(new StreamRecord<>(arrival(asks, BEGIN.minusMillis(1))));
    Control early = handedOn().get(0);
    assertEquals(Instant.parse("2026-03-01T13:30:00Z"), early.effective());
    assertEquals(early.effective(), early.toTime(), "it freezes from then on");

    harness.processElement(new StreamRecord<>(arrival(asks, BEGIN)));
    pass(Duration.ofMinutes(1));
    assertEquals(Instant.parse("2026-03-01T14:01:00Z"), handedOn().get(0).effective());
  }

  @Test
  void aStatusHoldsTheActAsItIsInForceOrAsItWasAskedForWhereItIsRejected() throws Exception {
    Control asked = act(Act.MUTE, "cam", null, null);
    Control mute = until(asked, "2026-03-01T15:00:00Z");
    Control never = until(asked, "2026-03-01T14:00:00Z");
    send(mute);
    send(never);
    harness.processElement(new StreamRecord<>(new ControlArrival("birds", null, 0, "unreadable")));
    pass(Duration.ofHours(1));
    Control settled = handedOn().get(0);
    assertEquals(Instant.parse("2026-03-01T14:01:00Z"), settled.effective());
    assertEquals(
        Arrays.asList(settled, never, null, settled), statuses().map(Status::control).toList());
  }

  @Test
  void whatWasSettledIsTheSameAfterARestartAndSoIsWhatCountsAsBeforeTheJob() throws Exception {
    send(act(Act.MUTE, "cam", null, null));
    OperatorSubtaskState savepoint = harness.snapshot(1, 1);
    open(savepoint);
    pass(Duration.ofMillis(1));
    assertEquals(Instant.parse("2026-03-01T14:01:00Z"), handedOn().get(0).effective());

    Control asks = act(Act.FREEZE, null, null, "2026-03-01T14:10:00Z");
    harness.processElement(new StreamRecord<>(arrival(asks, BEGIN.plusSeconds(600))));
    pass(Duration.ofMinutes(1));
    assertEquals(
        Instant.parse("2026-03-01T15:01:00Z"),
        handedOn().get(0).effective(),
        "it came while the job was down, and not before the job");
  }

  @Test
  void whatStandsIsEndedByTheActThatCoversItAndBothAreTold() throws Exception {
    send(act(Act.MUTE, "cam", null, null));
    send(act(Act.MUTE, null, null, null));
    send(act(Act.FREEZE, "cam", null, null));
    pass(Duration.ofMinutes(1));
    assertEquals(3, handedOn().size());
    said();

    send(act(Act.UNFREEZE, "gate", null, null));
    send(act(Act.UNMUTE, "cam", null, null));
    send(act(Act.ACCEPT, null, null, null));
    pass(Duration.ofMinutes(1));
    assertEquals(3, handedOn().size());
    assertEquals(
        List.of(
            "birds/gate 44 ACTIVE: unfreeze by anna from 2026-03-01T14:02:00Z on: because",
            "birds/cam 45 ACTIVE: unmute by anna from 2026-03-01T14:02:00Z on: because",
            "birds 46 ACTIVE: accept by anna from 2026-03-01T14:02:00Z on: because",
            "birds/cam 43 DISABLED: ended by accept by anna"),
        said(),
        "the wider mute covered the narrower one, and only an act as wide ends it");
  }

  @Test
  void aMuteEndsAtItsTime() throws Exception {
    Control mute = until(act(Act.MUTE, null, null, null), "2026-03-01T15:00:00Z");
    send(mute);
    pass(Duration.ofMinutes(59));
    assertEquals(1, said().size());
    pass(Duration.ofMinutes(1));
    assertEquals(List.of("birds 41 EXPIRED"), said());

    send(until(mute, "2026-03-01T15:01:00Z"));
    assertEquals(List.of("birds 0 REJECTED: it is over before it can be in force"), said());
  }

  @Test
  void whatCannotBeUsedIsToldAndHandedOnToNobody() throws Exception {
    harness.processElement(
        new StreamRecord<>(new ControlArrival("birds/cam", null, 0, "field by: is missing")));
    send(act(Act.MUTE, null, null, "2028-03-01T14:00:00Z"));
    pass(Duration.ofDays(1));
    assertEquals(List.of(), handedOn());
    assertEquals(
        List.of(
            "birds/cam 0 REJECTED: field by: is missing",
            "birds 0 REJECTED: it is more than 366 days ahead"),
        said());
  }

  @Test
  void anActGoesBackToTheBeginningOfASliceAndNoFartherThanTheHistory() throws Exception {
    send(act(Act.ROLLBACK, null, "2026-03-01T12:10:30Z", null));
    send(act(Act.ROLLBACK, null, "2026-03-01T13:58:30Z", null));
    send(act(Act.ROLLBACK, null, "2026-02-28T13:59:59Z", null));
    pass(Duration.ofMinutes(1));
    assertEquals(
        List.of(
            "birds 41 ACTIVE: rollback to 2026-03-01T12:00:00Z by anna from"
                + " 2026-03-01T14:01:00Z on: because",
            "birds 42 ACTIVE: rollback to 2026-03-01T13:58:00Z by anna from"
                + " 2026-03-01T14:01:00Z on: because",
            "birds 0 REJECTED: the history of words reaches back to 2026-02-28T14:00:00Z"),
        said());
    assertEquals(
        List.of(Instant.parse("2026-03-01T12:00:00Z"), Instant.parse("2026-03-01T13:58:00Z")),
        handedOn().stream().map(Control::toTime).toList());
  }

  @Test
  void pinnedWordsAreNeitherRolledBackNorFrozen() throws Exception {
    try (var pinned =
        new KeyedOneInputStreamOperatorTestHarness<String, ControlArrival, Control>(
            new SettleActs(TIMES, false, 0), ControlArrival::space, Types.STRING)) {
      pinned.setProcessingTime(BEGIN.toEpochMilli());
      pinned.open();
      pinned.processElement(new StreamRecord<>(arrival(act(Act.FREEZE, null, null, null), BEGIN)));
      pinned.processElement(new StreamRecord<>(arrival(act(Act.MUTE, null, null, null), BEGIN)));
      assertEquals(
          List.of(
              "the words of this job are pinned",
              "mute by anna from 2026-03-01T14:01:00Z on: because"),
          pinned.getSideOutput(SettleActs.STATUS).stream()
              .map(said -> said.getValue().detail())
              .toList());
    }
  }

  @Test
  void aSpaceWithoutActsIsForgottenAndItsVersionsGoOn() throws Exception {
    send(act(Act.MUTE, null, null, null));
    send(act(Act.UNMUTE, null, null, null));
    pass(Duration.ofMinutes(1));
    pass(RemovedNames.RETENTION);
    assertEquals(0, harness.numKeyedStateEntries());
    said();
    send(act(Act.MUTE, null, null, null));
    assertTrue(said().get(0).startsWith("birds 43 ACTIVE"));
  }

  private static Control act(Act act, String feed, String toTime, String effective) {
    return new Control(
        null,
        "birds",
        feed,
        null,
        null,
        null,
        null,
        act,
        null,
        toTime == null ? null : Instant.parse(toTime),
        effective == null ? null : Instant.parse(effective),
        null,
        "anna",
        "because",
        BEGIN);
  }

  private static Control until(Control act, String until) {
    return new Control(
        act.id(),
        act.space(),
        act.feed(),
        act.source(),
        act.signal(),
        act.factor(),
        act.value(),
        act.act(),
        act.toVersion(),
        act.toTime(),
        act.effective(),
        Instant.parse(until),
        act.by(),
        act.reason(),
        act.time());
  }

  private static ControlArrival arrival(Control act, Instant published) {
    return new ControlArrival(Keys.of(act), act, published.toEpochMilli(), null);
  }

  private void send(Control act) throws Exception {
    Instant now = Instant.ofEpochMilli(harness.getProcessingTime());
    harness.processElement(new StreamRecord<>(arrival(act.doneAt(now), now)));
  }

  private void pass(Duration time) throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + time.toMillis());
  }

  private List<Control> handedOn() {
    List<Control> acts = List.copyOf(harness.extractOutputValues());
    harness.getOutput().clear();
    return acts;
  }

  private List<String> said() {
    return statuses().map(SettleActsTest::line).toList();
  }

  private static String line(Status status) {
    String line = "%s %d %s".formatted(status.id(), status.version(), status.state());
    return status.detail() == null ? line : line + ": " + status.detail();
  }

  /** Those since the last call. */
  private Stream<Status> statuses() {
    List<Status> statuses = new ArrayList<>();
    Queue<StreamRecord<Status>> side = harness.getSideOutput(SettleActs.STATUS);
    while (side != null && !side.isEmpty()) {
      statuses.add(side.remove().getValue());
    }
    return statuses.stream();
  }
}
