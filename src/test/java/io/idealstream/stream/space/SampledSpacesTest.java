package io.idealstream.stream.space;

import static io.idealstream.estimate.BatchOracle.assertWords;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BatchOracle;
import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.prompt.Preparation;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.estimate.prompt.PromptedCells;
import io.idealstream.estimate.prompt.Target;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.space.FakeTexts.Tower;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Spaces of more cells than are prompted. */
class SampledSpacesTest {

  /** Layout, version, the model's name of one letter led by its length, logit scale. */
  private static final int HEADER = Byte.BYTES + Long.BYTES + Integer.BYTES + 1 + Double.BYTES;

  private static final int FACTORS = 6;

  private static final class Subtask
      extends KeyedOneInputStreamOperatorTestHarness<String, SpaceArrival, PreparedSpace> {

    Subtask(Tower tower, int sampled, int whole) throws Exception {
      super(
          new PrepareSpaces(tower, new PromptBounds(sampled, whole), 16, 0),
          SpaceArrival::space,
          Types.STRING,
          720,
          1,
          0);
    }

    @Override
    public void close() {
      Subtasks.end(this);
    }

    void ring(int times) throws Exception {
      for (int i = 0; i < times; i++) {
        setProcessingTime(getProcessingTime() + 1);
      }
    }

    List<PreparedSpace> prepared() {
      return extractOutputValues().stream().filter(space -> !space.awaitsWords()).toList();
    }

    List<Status> said() {
      return getSideOutput(PrepareSpaces.STATUS).stream().map(StreamRecord::getValue).toList();
    }
  }

  /** Six factors a to f, of values named by factor and number; a cell's prompt is their names. */
  private static String space(int values) {
    StringBuilder factors = new StringBuilder();
    for (int i = 0; i < FACTORS; i++) {
      String name = String.valueOf((char) ('a' + i));
      String names =
          IntStream.range(0, values)
              .mapToObj(v -> "%s%d: [\"%s%d\"]".formatted(name, v, name, v))
              .collect(Collectors.joining(", "));
      String role = i == 0 ? "label" : "spurious";
      factors.append("  %s: {role: %s, values: {%s}}\n".formatted(name, role, names));
    }
    return """
        space: many
        templates: ["{a} {b} {c} {d} {e} {f}"]
        plain: {a: ["a photo of {a}"]}
        factors:
        """
        + factors;
  }

  private static boolean isOfACell(String text) {
    return !text.startsWith("a photo of ");
  }

  private static Map<String, String> cell(String text) {
    Map<String, String> cell = new LinkedHashMap<>();
    for (String value : text.split(" ", -1)) {
      cell.put(value.substring(0, 1), value);
    }
    return cell;
  }

  @Test
  void wordsAreThoseOfExactlyTheSampleAlsoAfterARestartInTheMiddle() throws Exception {
    String yaml = space(20);
    Tower tower = FakeTexts.tower();
    OperatorSubtaskState state;
    try (Subtask subtask = new Subtask(tower, 300, 1000)) {
      subtask.open();
      subtask.processElement(new StreamRecord<>(BirdSpaces.arrival(yaml)));
      subtask.ring(9);
      state = subtask.snapshot(1, 1);
    }
    assertEquals(9 * 16, tower.askedTexts().size());
    try (Subtask subtask = new Subtask(tower, 300, 1000)) {
      subtask.initializeState(state);
      subtask.open();
      subtask.ring(20);
      List<String> texts = tower.askedTexts();
      assertEquals(20 + 300, texts.size());
      assertEquals(20 + 300, new HashSet<>(texts).size(), "nothing twice");
      BatchOracle oracle = new BatchOracle(BirdSpaces.definition(yaml));
      texts.stream()
          .filter(SampledSpacesTest::isOfACell)
          .forEach(text -> oracle.add(cell(text), FakeTexts.vector(text)));
      PreparedSpace prepared = subtask.prepared().get(0);
      assertWords(oracle.words(), prepared.prompts());
      assertTrue(prepared.prompts().estimable());
    }
  }

  @Test
  void aTrillionCellsBecomeASpace() throws Exception {
    try (Subtask subtask = new Subtask(FakeTexts.tower(), 700, 1000)) {
      subtask.open();
      subtask.processElement(new StreamRecord<>(BirdSpaces.arrival(space(100))));
      subtask.ring(60);
      assertEquals(List.of(1L), subtask.prepared().stream().map(PreparedSpace::version).toList());
      assertEquals(595, subtask.prepared().get(0).prompts().rank());
    }
  }

  @Test
  void productWeightsOfMoreCellsThanAreKeptAreRejected() throws Exception {
    try (Subtask subtask = new Subtask(FakeTexts.tower(), 300, 1000)) {
      subtask.open();
      String yaml = space(20) + "estimate: {weighting: product}\n";
      subtask.processElement(new StreamRecord<>(BirdSpaces.arrival(yaml)));
      subtask.ring(1);
      assertEquals(StatusState.REJECTED, subtask.said().get(0).state());
      assertEquals(
          "weighting 'product' needs every cell; a[20] x b[20] x c[20] x d[20] x e[20] x f[20]"
              + " has 64000000, at most 1000 are kept",
          subtask.said().get(0).detail());
      assertNull(subtask.prepared().get(0).definition());
    }
  }

  @Test
  void productWeightsOfFewerCellsTakeThemAll() throws Exception {
    Tower tower = FakeTexts.tower();
    try (Subtask subtask = new Subtask(tower, 8, 64)) {
      subtask.open();
      String yaml = space(2) + "estimate: {weighting: product}\n";
      subtask.processElement(new StreamRecord<>(BirdSpaces.arrival(yaml)));
      subtask.ring(10);
      assertEquals(64, tower.askedTexts().stream().filter(SampledSpacesTest::isOfACell).count());
    }
  }

  @Test
  void tooFewCellsToDetermineTheWordsAreRejected() throws Exception {
    try (Subtask subtask = new Subtask(FakeTexts.tower(), 114, 1000)) {
      subtask.open();
      subtask.processElement(new StreamRecord<>(BirdSpaces.arrival(space(20))));
      subtask.ring(1);
      assertEquals(
          "prompts of 114 cells cannot determine the words of"
              + " a[20] x b[20] x c[20] x d[20] x e[20] x f[20], expected at least 115",
          subtask.said().get(0).detail());
    }
  }

  private static Target target(String yaml) {
    return new Target("many", 1, BirdSpaces.json(yaml), "m", 50);
  }

  private static PromptedCells sample(Target target, int sampled) {
    return PromptedCells.of(target.parsed(), new PromptBounds(sampled, 1000));
  }

  /** A preparation that has begun with its cells. */
  private static byte[] begun(Target target, PromptedCells cells) {
    return begun(target, cells, 50);
  }

  private static byte[] begun(Target target, PromptedCells cells, int texts) {
    Preparation preparation = Preparation.begin(target, cells, FakeTexts.DIMENSION);
    preparation.take(preparation.next(texts).stream().map(FakeTexts::vector).toList());
    return preparation.toBytes();
  }

  @Test
  void nothingIsResumedForAnotherSample() {
    Target target = target(space(20));
    byte[] state = begun(target, sample(target, 300));
    assertNotNull(
        Preparation.resume(target, sample(target, 300), FakeTexts.DIMENSION, state.clone()));
    assertNull(Preparation.resume(target, sample(target, 301), FakeTexts.DIMENSION, state));
    ByteBuffer fingerprint = ByteBuffer.wrap(state).position(HEADER + Long.BYTES);
    fingerprint.putLong(fingerprint.getLong(fingerprint.position()) ^ 1);
    assertNull(Preparation.resume(target, sample(target, 300), FakeTexts.DIMENSION, state));
  }

  @Test
  void nothingIsResumedForASampleOfAnotherSizeThoughNoneIsDrawnUpYet() {
    Target target = target(space(20));
    byte[] state = begun(target, sample(target, 300), 3);
    assertNotNull(Preparation.resume(target, sample(target, 300), FakeTexts.DIMENSION, state));
    assertNull(Preparation.resume(target, sample(target, 301), FakeTexts.DIMENSION, state));
  }

  @Test
  void whatBeganWithEveryCellStartsAfreshWhereASampleIsPrompted() {
    Target target = target(space(2));
    byte[] state = begun(target, BirdSpaces.everyCell(target));
    assertNull(Preparation.resume(target, sample(target, 20), FakeTexts.DIMENSION, state));
  }
}
