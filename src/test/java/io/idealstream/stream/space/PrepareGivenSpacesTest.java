package io.idealstream.stream.space;

import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static io.idealstream.estimate.BirdSpaces.BIRDS_ANYWHERE;
import static io.idealstream.estimate.BirdSpaces.arrival;
import static io.idealstream.estimate.BirdSpaces.removal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.TextArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.embed.GivenModel;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Spaces whose texts somebody else embeds. */
class PrepareGivenSpacesTest {

  private static final String MODEL = "sha256:one";
  private static final GivenModel GIVEN =
      new GivenModel(MODEL, FakeTexts.DIMENSION, 50, null, null, false);
  private static final List<String> TEXTS = List.of("a duck", "a mallard", "a owl");
  private static final long PATIENCE = 5000;

  /** A subtask, whose clock goes by hand. */
  private static final class Subtask
      extends KeyedTwoInputStreamOperatorTestHarness<
          String, SpaceArrival, TextArrival, PreparedSpace> {

    Subtask(TextEmbedding.Opening opening) throws Exception {
      super(
          new PrepareGivenSpaces(opening, BirdSpaces.EVERY_CELL, 5, 0),
          SpaceArrival::space,
          null,
          Types.STRING,
          720,
          1,
          0);
    }

    static Subtask start() throws Exception {
      Subtask subtask = new Subtask(GIVEN.texts());
      subtask.open();
      return subtask;
    }

    Subtask restarted() throws Exception {
      OperatorSubtaskState state = snapshot(1, 1);
      long time = getProcessingTime();
      close();
      Subtask next = new Subtask(GIVEN.texts());
      next.initializeState(state);
      next.setProcessingTime(time);
      next.open();
      return next;
    }

    void ask(String file) throws Exception {
      processElement1(new StreamRecord<>(arrival(file)));
      pass(1);
    }

    void text(String text) throws Exception {
      text(MODEL, text);
    }

    void text(String model, String text) throws Exception {
      processElement2(
          new StreamRecord<>(
              new TextArrival(Keys.text(model, text), FakeTexts.vector(model, text))));
      pass(1);
    }

    void pass(long millis) throws Exception {
      for (long step = 0; step < Math.min(millis, 20); step++) {
        setProcessingTime(getProcessingTime() + 1);
      }
      setProcessingTime(getProcessingTime() + Math.max(0, millis - 20));
    }

    List<Status> said() {
      Queue<StreamRecord<Status>> said = getSideOutput(PrepareSpaces.STATUS);
      return said == null ? List.of() : said.stream().map(StreamRecord::getValue).toList();
    }
  }

  @Test
  void aSpaceWaitsForItsTextsAndSaysWhichAndComesWithTheLastOfThem() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.pass(PATIENCE);
      subtask.ask(BIRDS_ANYWHERE);
      Status waiting = subtask.said().get(0);
      assertEquals(StatusState.WAITING, waiting.state());
      assertEquals(1, waiting.version());
      assertEquals(
          "waits for vectors of 3 texts: \"a duck\", \"a mallard\", \"a owl\"", waiting.detail());
      assertNull(subtask.extractOutputValues().get(0).definition(), "nobody need wait for it");

      subtask.text("a duck");
      subtask.text("a mallard");
      subtask.pass(2000);
      assertEquals(
          "waits for the vector of a text: \"a owl\"",
          subtask.said().get(subtask.said().size() - 1).detail());
      assertEquals(1, subtask.extractOutputValues().size());
      subtask.text("a owl");
      subtask.pass(10);

      List<PreparedSpace> all = subtask.extractOutputValues();
      PreparedSpace prepared = all.get(all.size() - 1);
      assertEquals(1, prepared.version());
      assertEquals(MODEL, prepared.model());
      assertArrayEquals(plainByAModelThatRuns(), prepared.plain());
    }
  }

  /** Vectors that came, and those of a tower: the same numbers. */
  private static double[] plainByAModelThatRuns() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, SpaceArrival, PreparedSpace> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new PrepareSpaces(FakeTexts.tower(), BirdSpaces.EVERY_CELL, 100, 0),
            SpaceArrival::space,
            Types.STRING)) {
      harness.open();
      harness.processElement(new StreamRecord<>(arrival(BIRDS_ANYWHERE)));
      harness.setProcessingTime(10);
      return harness.extractOutputValues().get(0).plain();
    }
  }

  @Test
  void textsThatComeWithTheStartAreAwaitedInSilence() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.ask(BIRDS_ANYWHERE);
      for (String text : TEXTS) {
        subtask.text(text);
      }
      subtask.pass(2 * PATIENCE);
      assertEquals(List.of(), subtask.said());
      assertEquals(
          List.of(true),
          subtask.extractOutputValues().stream()
              .filter(space -> !space.awaitsWords())
              .map(space -> space.definition() != null)
              .toList());
    }
  }

  @Test
  void whatDoesNotComeWithTheStartIsSaidOnceItsTimeIsOver() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.ask(BIRDS_ANYWHERE);
      subtask.pass(100);
      assertEquals(List.of(), subtask.said());
      subtask.pass(PATIENCE);
      assertEquals(StatusState.WAITING, subtask.said().get(0).state());
    }
  }

  @Test
  void textsAndWaitingSpacesOutliveARestart() throws Exception {
    Subtask before = Subtask.start();
    before.text("a duck");
    before.ask(BIRDS_ANYWHERE);
    before.text("a mallard");
    try (Subtask subtask = before.restarted()) {
      subtask.pass(2 * PATIENCE);
      assertEquals("waits for the vector of a text: \"a owl\"", subtask.said().get(0).detail());
      subtask.text("a owl");
      subtask.pass(10);
      assertTrue(
          subtask.extractOutputValues().stream()
              .anyMatch(space -> space.prompts() != null && space.version() == 1));
    }
  }

  @Test
  void whatIsInForceStaysWhileAChangeWaits() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.pass(PATIENCE);
      for (String text : TEXTS) {
        subtask.text(text);
      }
      subtask.ask(BIRDS_ANYWHERE);
      subtask.pass(10);
      int prepared = subtask.extractOutputValues().size();
      subtask.ask(BIRDS);
      Status waiting = subtask.said().get(subtask.said().size() - 1);
      assertEquals(2, waiting.version());
      assertTrue(waiting.detail().endsWith("; version 1 stays in force"), waiting::detail);
      assertEquals(prepared, subtask.extractOutputValues().size(), "nobody hears of the change");
    }
  }

  @Test
  void aTextOfAnotherModelOrOneThatWasRemovedIsNone() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.pass(PATIENCE);
      subtask.text("a owl");
      subtask.processElement2(new StreamRecord<>(new TextArrival(Keys.text(MODEL, "a owl"), null)));
      subtask.text("sha256:two", "a duck");
      subtask.ask(BIRDS_ANYWHERE);
      assertTrue(subtask.said().get(0).detail().startsWith("waits for vectors of 3 texts"));
    }
  }

  @Test
  void aSpaceThatIsRemovedWaitsNoMore() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.ask(BIRDS_ANYWHERE);
      subtask.processElement1(new StreamRecord<>(removal("birds")));
      subtask.pass(2 * PATIENCE);
      for (String text : TEXTS) {
        subtask.text(text);
      }
      subtask.pass(10);
      assertEquals(List.of(), subtask.said());
      assertTrue(
          subtask.extractOutputValues().stream().allMatch(space -> space.definition() == null));
    }
  }
}
