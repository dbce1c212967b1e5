package io.idealstream.stream.space;

import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static io.idealstream.estimate.BirdSpaces.arrival;
import static io.idealstream.estimate.BirdSpaces.rejection;
import static io.idealstream.estimate.BirdSpaces.removal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.stream.ModelLost;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.space.FakeTexts.Tower;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PrepareSpacesTest {

  private static final int SLICE = 5;

  /** 6 plain texts, 2 of the gate, 24 of cells. */
  private static final int SLICES = 7;

  /** A subtask, whose clock goes by hand. */
  private static final class Subtask
      extends KeyedOneInputStreamOperatorTestHarness<String, SpaceArrival, PreparedSpace> {

    Subtask(Tower tower, int parallelism, int index) throws Exception {
      this(tower, BirdSpaces.EVERY_CELL, parallelism, index);
    }

    Subtask(Tower tower, PromptBounds bounds, int parallelism, int index) throws Exception {
      super(
          new PrepareSpaces(tower, bounds, SLICE, 1000),
          SpaceArrival::space,
          Types.STRING,
          720,
          parallelism,
          index);
    }

    static Subtask start(Tower tower) throws Exception {
      Subtask subtask = new Subtask(tower, 1, 0);
      subtask.open();
      return subtask;
    }

    static Subtask restore(Tower tower, OperatorSubtaskState state) throws Exception {
      Subtask subtask = new Subtask(tower, 1, 0);
      subtask.initializeState(state);
      subtask.open();
      return subtask;
    }

    void take(SpaceArrival arrival) throws Exception {
      processElement(new StreamRecord<>(arrival));
    }

    /** Lets the time pass that is on the clock of the subtask before a restart. */
    Subtask at(long time) throws Exception {
      setProcessingTime(time);
      return this;
    }

    void ring(int times) throws Exception {
      for (int i = 0; i < times; i++) {
        setProcessingTime(getProcessingTime() + 1);
      }
    }

    @Override
    public void close() {
      Subtasks.end(this);
    }

    /** Spaces with their words, and the news that there is none. */
    List<PreparedSpace> prepared() {
      return extractOutputValues().stream().filter(space -> !space.awaitsWords()).toList();
    }

    /** Spaces that went ahead of their words. */
    List<PreparedSpace> ahead() {
      return extractOutputValues().stream().filter(PreparedSpace::awaitsWords).toList();
    }

    /** The last of these. */
    PreparedSpace last() {
      return prepared().get(prepared().size() - 1);
    }

    List<Status> said() {
      Queue<StreamRecord<Status>> said = getSideOutput(PrepareSpaces.STATUS);
      return said == null ? List.of() : said.stream().map(StreamRecord::getValue).toList();
    }
  }

  @Test
  void aSliceIsEmbeddedEachTimeTheAlarmRingsAndTheSpaceComesWhenComplete() throws Exception {
    Tower tower = FakeTexts.tower();
    try (Subtask subtask = Subtask.start(tower)) {
      subtask.take(arrival(BIRDS));
      assertEquals(0, tower.asked().size());
      for (int rung = 1; rung < SLICES; rung++) {
        subtask.ring(1);
        assertEquals(rung, tower.asked().size());
        assertTrue(tower.asked().get(rung - 1).size() <= SLICE);
        assertTrue(subtask.prepared().isEmpty());
      }
      subtask.ring(1);
      assertEquals(1, subtask.prepared().size());
      assertEquals(0, subtask.numProcessingTimeTimers());
      PreparedSpace whole = BirdSpaces.prepared(BIRDS, 1);
      assertArrayEquals(whole.prompts().rows(), subtask.last().prompts().rows());
      assertArrayEquals(whole.plain(), subtask.last().plain());
      assertTrue(subtask.said().isEmpty());
    }
  }

  @Test
  void plainPromptsGoAheadOnceTheyAndTheGateAreKnown() throws Exception {
    Tower tower = FakeTexts.tower();
    OperatorSubtaskState state;
    PreparedSpace whole = BirdSpaces.prepared(BIRDS, 1);
    try (Subtask subtask = Subtask.start(tower)) {
      subtask.take(arrival(BIRDS));
      subtask.ring(1);
      assertTrue(subtask.ahead().isEmpty(), "5 of 6 texts");
      subtask.ring(1);
      PreparedSpace ahead = subtask.ahead().get(0);
      assertNull(ahead.prompts());
      assertArrayEquals(whole.definition(), ahead.definition());
      assertArrayEquals(whole.plain(), ahead.plain());
      assertArrayEquals(whole.gate(), ahead.gate());
      assertEquals(1, ahead.version());
      assertEquals(50, ahead.logitScale());
      state = subtask.snapshot(1, 1);
      subtask.ring(SLICES);
      assertEquals(1, subtask.ahead().size());
      assertArrayEquals(whole.plain(), subtask.last().plain());
    }
    try (Subtask subtask = Subtask.restore(tower, state).at(2)) {
      subtask.ring(SLICES);
      assertEquals(List.of(), subtask.ahead(), "they went before the restart");
      assertEquals(1, subtask.prepared().size());
    }
  }

  @Test
  void nothingGoesAheadOfAVersionInForceNorOfASpaceOfOneSlice() throws Exception {
    try (Subtask subtask = Subtask.start(FakeTexts.tower())) {
      subtask.take(arrival(BirdSpaces.BIRDS_ANYWHERE.replace(", \"mallard\"", "")));
      subtask.ring(1);
      assertEquals(1, subtask.prepared().size());
      subtask.take(arrival(BIRDS));
      subtask.ring(SLICES);
      assertEquals(2, subtask.prepared().size());
      assertEquals(List.of(), subtask.ahead());
      subtask.take(removal("birds"));
      subtask.take(arrival(BIRDS));
      subtask.ring(SLICES);
      assertEquals(3, subtask.ahead().get(0).version());
    }
  }

  @Test
  void whatAnotherModelPreparedCannotAnswerSoThatPlainPromptsGoAhead() throws Exception {
    Tower tower = FakeTexts.tower();
    OperatorSubtaskState state;
    try (Subtask subtask = Subtask.start(tower)) {
      subtask.take(arrival(BIRDS));
      subtask.ring(SLICES);
      state = subtask.snapshot(1, 1);
    }
    try (Subtask subtask = Subtask.restore(tower.withModel("sha256:two"), state)) {
      subtask.ring(SLICES);
      assertEquals("sha256:two", subtask.ahead().get(0).model());
    }
    try (Subtask subtask = Subtask.restore(tower.withScale(60), state)) {
      subtask.ring(SLICES);
      assertEquals(List.of(), subtask.ahead());
    }
  }

  @Test
  void otherSpacesPassBetweenSlices() throws Exception {
    try (Subtask subtask = Subtask.start(FakeTexts.tower())) {
      subtask.take(arrival(BIRDS));
      subtask.ring(1);
      subtask.take(arrival(BirdSpaces.BIRDS_ANYWHERE.replace("space: birds", "space: few")));
      subtask.ring(2);
      assertEquals(List.of("few"), subtask.prepared().stream().map(PreparedSpace::space).toList());
    }
  }

  @Test
  void aRestartGoesOnWhereItWasAndEmbedsNothingTwice() throws Exception {
    Tower tower = FakeTexts.tower();
    OperatorSubtaskState state;
    try (Subtask subtask = Subtask.start(tower)) {
      subtask.take(arrival(BIRDS));
      subtask.ring(3);
      state = subtask.snapshot(1, 1);
    }
    assertEquals(3, tower.asked().size());
    try (Subtask subtask = Subtask.restore(tower, state).at(3)) {
      subtask.ring(SLICES - 3);
      assertEquals(1, subtask.prepared().size());
      assertArrayEquals(
          BirdSpaces.prepared(BIRDS, 1).prompts().rows(), subtask.last().prompts().rows());
    }
    assertEquals(32, tower.askedTexts().size());
    assertEquals(32, new HashSet<>(tower.askedTexts()).size());
  }

  @Test
  void theSameTextIsEmbeddedOnceForAllSpaces() throws Exception {
    Tower tower = FakeTexts.tower();
    try (Subtask subtask = Subtask.start(tower)) {
      subtask.take(arrival(BIRDS));
      subtask.ring(SLICES);
      subtask.take(arrival(BIRDS.replace("space: birds", "space: others")));
      subtask.ring(SLICES);
      assertEquals(2, subtask.prepared().size());
      assertArrayEquals(
          subtask.prepared().get(0).prompts().rows(), subtask.last().prompts().rows());
    }
    assertEquals(32, tower.askedTexts().size());
  }

  @Test
  void aTextThatWasForgottenIsEmbeddedAgain() {
    Tower tower = FakeTexts.tower();
    TextCache cache = new TextCache(tower.open(), 2);
    cache.embed(List.of("a", "b"));
    cache.embed(List.of("a"));
    cache.embed(List.of("c", "c"));
    cache.embed(List.of("a", "b"));
    assertEquals(List.of("a", "b", "c", "b"), tower.askedTexts());
  }

  @Test
  void theVersionRisesOnlyWhenTheMeaningChanges() throws Exception {
    try (Subtask subtask = Subtask.start(FakeTexts.tower())) {
      subtask.take(arrival(BIRDS));
      subtask.ring(SLICES);
      subtask.take(arrival(BIRDS + "feeds: [\"*\"]\n"));
      subtask.ring(SLICES);
      assertEquals(1, subtask.prepared().size());
      subtask.take(arrival(BIRDS + "feeds: [door]\n"));
      subtask.ring(SLICES);
      assertEquals(2, subtask.prepared().size());
      assertEquals(2, subtask.last().version());
    }
  }

  @Test
  void aSpaceThatComesBackGetsAVersionThatNoneHad() throws Exception {
    Tower tower = FakeTexts.tower();
    OperatorSubtaskState state;
    try (Subtask subtask = Subtask.start(tower)) {
      subtask.take(arrival(BIRDS));
      subtask.ring(SLICES);
      subtask.take(removal("birds"));
      assertNull(subtask.last().definition());
      assertEquals(1, subtask.last().version());
      state = subtask.snapshot(1, 1);
    }
    try (Subtask subtask = Subtask.restore(tower, state)) {
      subtask.take(arrival(BIRDS));
      subtask.ring(SLICES);
      assertEquals(2, subtask.last().version());
    }
  }

  @Test
  void aNewerDefinitionReplacesOneThatIsOnItsWay() throws Exception {
    try (Subtask subtask = Subtask.start(FakeTexts.tower())) {
      subtask.take(arrival(BIRDS));
      subtask.ring(3);
      subtask.take(arrival(BirdSpaces.BIRDS_ANYWHERE));
      subtask.ring(SLICES);
      assertEquals(1, subtask.prepared().size());
      assertEquals(2, subtask.last().version());
      assertEquals(3, subtask.last().prompts().determined().length);
    }
  }

  @Test
  void aRemovalEndsAPreparation() throws Exception {
    try (Subtask subtask = Subtask.start(FakeTexts.tower())) {
      subtask.take(arrival(BIRDS));
      subtask.ring(3);
      subtask.take(removal("birds"));
      subtask.ring(SLICES);
      assertEquals(1, subtask.prepared().size());
      assertNull(subtask.last().definition());
    }
  }

  @Test
  void aRejectedSpaceIsSaidAndWillNotCome() throws Exception {
    try (Subtask subtask = Subtask.start(FakeTexts.tower())) {
      subtask.take(rejection("birds", "no factors"));
      assertEquals(
          List.of(new Status(StatusKind.SPACE, "birds", 0, StatusState.REJECTED, "no factors")),
          subtask.said());
      assertEquals(1, subtask.prepared().size());
      assertNull(subtask.last().definition());
    }
  }

  @Test
  void aRejectedSpaceLeavesTheOldVersionInForce() throws Exception {
    try (Subtask subtask = Subtask.start(FakeTexts.tower())) {
      subtask.take(arrival(BIRDS));
      subtask.ring(SLICES);
      subtask.take(rejection("birds", "no factors"));
      assertEquals(
          List.of(
              new Status(
                  StatusKind.SPACE,
                  "birds",
                  0,
                  StatusState.REJECTED,
                  "no factors; version 1 stays in force")),
          subtask.said());
      assertEquals(1, subtask.prepared().size());
    }
  }

  @Test
  void aRejectionDoesNotStopWhatIsOnItsWay() throws Exception {
    try (Subtask subtask = Subtask.start(FakeTexts.tower())) {
      subtask.take(arrival(BIRDS));
      subtask.ring(3);
      subtask.take(rejection("birds", "no factors"));
      assertTrue(subtask.prepared().isEmpty());
      subtask.ring(SLICES);
      assertEquals(1, subtask.last().version());
    }
  }

  @Test
  void aTextThatCannotBeEmbeddedRejectsTheSpaceAndNamesTheText() throws Exception {
    Tower tower = FakeTexts.tower().withHopeless("one mallard in town");
    try (Subtask subtask = Subtask.start(tower)) {
      subtask.take(arrival(BIRDS));
      subtask.ring(SLICES);
      assertEquals(
          List.of(
              new Status(
                  StatusKind.SPACE,
                  "birds",
                  0,
                  StatusState.REJECTED,
                  "the text \"one mallard in town\" cannot be embedded: no vector for it")),
          subtask.said());
      assertNull(subtask.last().definition());
      subtask.take(arrival(BirdSpaces.BIRDS_OUTSIDE));
      subtask.ring(SLICES);
      assertEquals(2, subtask.last().version());
    }
  }

  @Test
  void aTowerThatIsLostFailsTheJobAndTheSpaceIsPreparedAfterwards() throws Exception {
    Tower tower = FakeTexts.tower();
    OperatorSubtaskState state;
    try (Subtask subtask = Subtask.start(tower.withFatal("a photo"))) {
      subtask.take(arrival(BIRDS));
      state = subtask.snapshot(1, 1);
      assertThrows(ModelLost.class, () -> subtask.ring(SLICES));
      assertEquals(List.of(), subtask.said());
    }
    try (Subtask subtask = Subtask.restore(tower, state)) {
      subtask.ring(SLICES);
      assertEquals(1, subtask.last().version());
    }
  }

  @Test
  void aDefinitionThatComesWithItsVersionHasThatVersion() throws Exception {
    try (Subtask subtask = Subtask.start(FakeTexts.tower())) {
      subtask.take(new SpaceArrival("birds", arrival(BIRDS).definition(), null, 7));
      subtask.ring(SLICES);
      assertEquals(7, subtask.last().version());
    }
  }

  @Test
  void aDefinitionThatCannotBeReadIsRejected() throws Exception {
    try (Subtask subtask = Subtask.start(FakeTexts.tower())) {
      subtask.take(new SpaceArrival("birds", new byte[] {'{', '}'}, null));
      assertEquals(StatusState.REJECTED, subtask.said().get(0).state());
    }
  }

  @Test
  void anotherModelAfterARestorePreparesTheSameVersionAgainAndSaysSo() throws Exception {
    Tower tower = FakeTexts.tower();
    OperatorSubtaskState state;
    try (Subtask subtask = Subtask.start(tower)) {
      subtask.take(arrival(BIRDS));
      subtask.ring(SLICES);
      state = subtask.snapshot(1, 1);
    }
    try (Subtask subtask = Subtask.restore(tower.withModel("sha256:two"), state)) {
      subtask.ring(SLICES);
      assertEquals(
          List.of(
              new Status(
                  StatusKind.SPACE,
                  "birds",
                  1,
                  StatusState.DISABLED,
                  "prepared by model sha256:one with logit scale 50.0,"
                      + " the job runs sha256:two with 50.0: prepared again")),
          subtask.said());
      assertEquals(1, subtask.prepared().size());
      assertEquals(1, subtask.last().version());
      assertEquals("sha256:two", subtask.last().model());
      assertArrayEquals(
          BirdSpaces.prepared(BIRDS, 1, "sha256:two").prompts().rows(),
          subtask.last().prompts().rows());
    }
    try (Subtask subtask = Subtask.restore(tower.withScale(60), state)) {
      subtask.ring(SLICES);
      assertEquals(60, subtask.last().logitScale());
    }
    try (Subtask subtask = Subtask.restore(tower, state)) {
      subtask.ring(SLICES);
      assertTrue(subtask.prepared().isEmpty());
      assertTrue(subtask.said().isEmpty());
    }
  }

  @Test
  void whatAnotherModelCannotEmbedIsInForceAgainOnceOneCan() throws Exception {
    Tower tower = FakeTexts.tower();
    OperatorSubtaskState state;
    try (Subtask subtask = Subtask.start(tower)) {
      subtask.take(arrival(BIRDS));
      subtask.ring(SLICES);
      state = subtask.snapshot(1, 1);
    }
    Tower other = tower.withModel("sha256:two").withHopeless("one mallard in town");
    try (Subtask subtask = Subtask.restore(other, state)) {
      subtask.ring(SLICES);
      assertEquals(
          "the text \"one mallard in town\" cannot be embedded: no vector for it;"
              + " version 1 comes back with a model that can embed it",
          subtask.said().get(1).detail());
      assertNull(subtask.last().definition());
      assertEquals(1, subtask.last().version());
      state = subtask.snapshot(2, 2);
    }
    try (Subtask subtask = Subtask.restore(other, state)) {
      subtask.ring(SLICES);
      assertTrue(subtask.said().isEmpty(), "it cannot still");
      state = subtask.snapshot(3, 3);
    }
    try (Subtask subtask = Subtask.restore(tower, state)) {
      subtask.ring(SLICES);
      assertEquals(1, subtask.last().version());
      assertArrayEquals(
          BirdSpaces.prepared(BIRDS, 1).prompts().rows(), subtask.last().prompts().rows());
    }
  }

  @Test
  void anotherModelStartsAPreparationAfresh() throws Exception {
    Tower tower = FakeTexts.tower();
    OperatorSubtaskState state;
    try (Subtask subtask = Subtask.start(tower)) {
      subtask.take(arrival(BIRDS));
      subtask.ring(4);
      state = subtask.snapshot(1, 1);
    }
    try (Subtask subtask = Subtask.restore(tower.withModel("sha256:two"), state).at(4)) {
      subtask.ring(SLICES);
      assertArrayEquals(
          BirdSpaces.prepared(BIRDS, 1, "sha256:two").prompts().rows(),
          subtask.last().prompts().rows());
      assertTrue(subtask.said().isEmpty());
    }
  }

  @Test
  void theEndOfTheInputWorksOffWhatIsOnItsWay() throws Exception {
    try (Subtask subtask = Subtask.start(FakeTexts.tower())) {
      subtask.take(arrival(BIRDS));
      subtask.take(arrival(BIRDS.replace("space: birds", "space: others")));
      subtask.ring(1);
      subtask.getOperator().finish();
      assertEquals(2, subtask.prepared().size());
    }
  }

  @Test
  void preparationsGoOnWithAnotherNumberOfSubtasks() throws Exception {
    Tower tower = FakeTexts.tower();
    OperatorSubtaskState state;
    try (Subtask subtask = Subtask.start(tower)) {
      for (int i = 0; i < 8; i++) {
        subtask.take(arrival(BIRDS.replace("space: birds", "space: birds" + i)));
      }
      subtask.ring(4);
      state = subtask.snapshot(1, 1);
    }
    int prepared = 0;
    for (int index = 0; index < 3; index++) {
      Subtask subtask = new Subtask(tower, 3, index);
      try (subtask) {
        subtask.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(state, 720, 1, 3, index));
        subtask.open();
        subtask.at(4).ring(SLICES - 4);
        prepared += subtask.prepared().size();
      }
    }
    assertEquals(8, prepared);
  }
}
