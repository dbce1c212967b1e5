package io.idealstream.stream.space;

import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static io.idealstream.estimate.BirdSpaces.BIRDS_ANYWHERE;
import static io.idealstream.estimate.BirdSpaces.arrival;
import static io.idealstream.estimate.BirdSpaces.removal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spaces whose texts somebody else embeds. */
class PrepareGivenSpacesTest {

  private static final String MODEL = "sha256:one";
  private static final GivenModel GIVEN =
      new GivenModel(MODEL, FakeTexts.DIMENSION, 50, null, null, false);
  private static final List<String> TEXTS = List.of("a duck", "a mallard", "a owl");
  private static final long PATIENCE = 5000;
  private static final long QUIET = 1000;

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
      return restarted(GIVEN.texts());
    }

    Subtask restarted(TextEmbedding.Opening opening) throws Exception {
      OperatorSubtaskState state = snapshot(1, 1);
      long time = getProcessingTime();
      close();
      Subtask next = new Subtask(opening);
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
      text(model, text, FakeTexts.vector(model, text));
    }

    void text(String model, String text, float[] vector) throws Exception {
      processElement2(new StreamRecord<>(new TextArrival(Keys.text(model, text), vector)));
      pass(1);
    }

    /** The vector that another model would give, from now on. */
    void changed(String text) throws Exception {
      text(MODEL, text, FakeTexts.vector("sha256:two", text));
    }

    void birds() throws Exception {
      pass(PATIENCE);
      for (String text : TEXTS) {
        text(text);
      }
      ask(BIRDS_ANYWHERE);
      pass(10);
    }

    PreparedSpace newest() {
      List<PreparedSpace> all = extractOutputValues();
      return all.get(all.size() - 1);
    }

    void pass(long millis) throws Exception {
      setProcessingTime(getProcessingTime() + Math.max(0, millis - 20));
      for (long step = 0; step < Math.min(millis, 20); step++) {
        setProcessingTime(getProcessingTime() + 1);
      }
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

      PreparedSpace prepared = subtask.newest();
      assertEquals(1, prepared.version());
      assertEquals(MODEL, prepared.model());
      assertArrayEquals(plainByATower(), prepared.plain());
    }
  }

  /** Plain class vectors as a subtask prepares them where all texts come before the space. */
  private static double[] plainOf(String... changed) throws Exception {
    try (Subtask subtask = Subtask.start()) {
      for (String text : TEXTS) {
        if (List.of(changed).contains(text)) {
          subtask.changed(text);
        } else {
          subtask.text(text);
        }
      }
      subtask.ask(BIRDS_ANYWHERE);
      subtask.pass(10);
      return subtask.newest().plain();
    }
  }

  /** Vectors that came, and those of a tower: the same numbers. */
  private static double[] plainByATower() throws Exception {
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
      subtask.birds();
      int prepared = subtask.extractOutputValues().size();
      subtask.ask(BIRDS);
      Status waiting = subtask.said().get(subtask.said().size() - 1);
      assertEquals(2, waiting.version());
      assertTrue(waiting.detail().endsWith("; version 1 stays in force"), waiting::detail);
      assertEquals(prepared, subtask.extractOutputValues().size(), "nobody hears of the change");
    }
  }

  @Test
  void textsThatChangeRenewWhatIsInForceOnceTheyAreAllThere() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.birds();
      double[] before = subtask.newest().plain();
      subtask.changed("a duck");
      subtask.pass(QUIET - 100);
      subtask.changed("a mallard");
      subtask.pass(QUIET - 100);
      assertEquals(1, subtask.newest().version(), "more may come");
      subtask.pass(200);

      assertEquals(2, subtask.newest().version());
      double[] after = subtask.newest().plain();
      assertFalse(Arrays.equals(before, after));
      assertArrayEquals(plainOf("a duck", "a mallard"), after);
      Status said = subtask.said().get(0);
      assertEquals(StatusState.WAITING, said.state());
      assertEquals(2, said.version());
      assertEquals(
          "vectors of its texts have changed: it is prepared anew; version 1 stays in force",
          said.detail());
      assertEquals(1, subtask.said().size());
    }
  }

  /** However often they change. */
  @Test
  void changesThatNeverEndPutNothingOffForEver() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.birds();
      for (int turn = 0; turn < 25; turn++) {
        subtask.text(MODEL, "a duck", FakeTexts.vector("sha256:" + turn, "a duck"));
        subtask.pass(QUIET / 2);
      }
      assertEquals(2, subtask.newest().version());
    }
  }

  @Test
  void theSameVectorOrOneThatIsRemovedChangesNothing() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.birds();
      subtask.text("a duck");
      subtask.processElement2(new StreamRecord<>(new TextArrival(Keys.text(MODEL, "a owl"), null)));
      subtask.pass(2 * QUIET);
      assertEquals(1, subtask.newest().version());
      subtask.text("a owl");
      subtask.pass(2 * QUIET);
      assertEquals(1, subtask.newest().version());
      assertEquals(List.of(), subtask.said());
    }
  }

  @Test
  void aChangeOutlivesARestart() throws Exception {
    Subtask before = Subtask.start();
    before.birds();
    before.changed("a duck");
    try (Subtask subtask = before.restarted()) {
      assertEquals(List.of(), subtask.extractOutputValues());
      subtask.pass(2 * QUIET);
      assertEquals(2, subtask.newest().version());
      assertArrayEquals(plainOf("a duck"), subtask.newest().plain());
    }
  }

  @Test
  void aRestartRenewsNothingWhereNoTextChanged() throws Exception {
    Subtask before = Subtask.start();
    before.birds();
    try (Subtask subtask = before.restarted()) {
      subtask.pass(2 * QUIET);
      assertEquals(List.of(), subtask.extractOutputValues());
    }
  }

  /** What stands in the file is read at each start. */
  @Test
  void aFileThatChangedRenewsWhatIsInForce(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("texts.jsonl");
    write(file, List.of());
    Subtask before = new Subtask(given(file).texts());
    before.open();
    before.ask(BIRDS_ANYWHERE);
    before.pass(10);
    assertEquals(1, before.newest().version());
    write(file, List.of("a duck"));
    try (Subtask subtask = before.restarted(given(file).texts())) {
      subtask.pass(2 * QUIET);
      assertEquals(2, subtask.newest().version());
      assertArrayEquals(plainOf("a duck"), subtask.newest().plain(), 1e-6);
    }
  }

  private static GivenModel given(Path file) {
    return new GivenModel(MODEL, FakeTexts.DIMENSION, 50, file.toString(), null, false);
  }

  private static void write(Path file, List<String> changed) throws Exception {
    List<String> lines = new ArrayList<>();
    for (String text : TEXTS) {
      float[] vector = FakeTexts.vector(changed.contains(text) ? "sha256:two" : MODEL, text);
      lines.add("{\"text\":\"%s\",\"vector\":%s}".formatted(text, Arrays.toString(vector)));
    }
    Files.write(file, lines);
  }

  /** While a change waits, its texts are not all there; with it comes what is new of the rest. */
  @Test
  void whatWaitsTakesTheVectorsThatAreThereWhenItComes() throws Exception {
    try (Subtask subtask = Subtask.start()) {
      subtask.birds();
      subtask.ask(BIRDS_ANYWHERE.replace("a {bird}", "the {bird}"));
      subtask.changed("a duck");
      subtask.pass(2 * QUIET);
      assertEquals(1, subtask.newest().version());
      subtask.ask(BIRDS_ANYWHERE);
      subtask.pass(10);
      assertEquals(3, subtask.newest().version());
      assertArrayEquals(plainOf("a duck"), subtask.newest().plain());
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
