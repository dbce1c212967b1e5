package io.idealstream.stream.concept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.stream.ConceptArrival;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.ConceptMean;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LearnConceptsTest {

  private static final String MODEL = "sha256:model";
  private static final int MAX_PARALLELISM = 720;
  private static final float[] EAST = {1, 0, 0};
  private static final float[] NORTH = {0, 1, 0};

  private KeyedOneInputStreamOperatorTestHarness<String, ConceptArrival, NamedVectors> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness(MODEL, 1, 0);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void vectorsAreThoseOfThePaperFromPlainMeansOfAllImages() throws Exception {
    Random random = new Random(5);
    List<float[]> examples = new ArrayList<>();
    List<float[]> ofClass = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      float[] vector = unit(random.nextFloat(), random.nextFloat(), random.nextFloat());
      boolean example = i == 0 || (i > 1 && random.nextInt(4) == 0);
      (example ? examples : ofClass).add(vector);
      teach("my-shirt", example ? "example" : "class", vector);
    }
    Map<ConceptMean, float[]> learned = last();
    double[] m = mean(examples);
    double[] c = mean(ofClass);
    for (int j = 0; j < 3; j++) {
      assertEquals(m[j] - c[j], learned.get(ConceptMean.REMOVED)[j], 1e-6);
      assertEquals(m[j], learned.get(ConceptMean.KEPT)[j], 1e-6);
      assertEquals(
          m[j] / length(m) - c[j] / length(c), learned.get(ConceptMean.NORMALIZED)[j], 1e-6);
      assertEquals(m[j] / length(m), learned.get(ConceptMean.AVERAGE)[j], 1e-6);
    }
  }

  @Test
  void everyImageIsAVersionAndSaysWhatWasTaughtSoFar() throws Exception {
    teach("my-shirt", "class", EAST);
    teach("my-shirt", "example", NORTH);
    teach("other", "example", NORTH);
    teach("my-shirt", "class", EAST);
    assertEquals(
        List.of(
            status("my-shirt", 1, StatusState.DISABLED, "0 examples, 1 of its class"),
            status("my-shirt", 2, StatusState.ACTIVE, "1 example, 1 of its class"),
            status("other", 1, StatusState.ACTIVE, "1 example, 0 of its class"),
            status("my-shirt", 3, StatusState.ACTIVE, "1 example, 2 of its class")),
        statuses());
  }

  @Test
  void aVectorIsOpenWhileAnImageThatItAsksForIsMissing() throws Exception {
    teach("my-shirt", "example", NORTH);
    NamedVectors first = out().get(0);
    assertEquals(NamedVectors.concept("my-shirt"), first.owner());
    assertEquals(
        List.of(
            "mean/removed/my-shirt",
            "mean/kept/my-shirt",
            "mean/normalized/my-shirt",
            "mean/average/my-shirt"),
        first.names());
    assertArrayEquals(new long[] {NamedVectors.OPEN, 1, NamedVectors.OPEN, 1}, first.versions());
    teach("my-shirt", "class", EAST);
    assertArrayEquals(new long[] {2, 2, 2, 2}, out().get(0).versions());
  }

  @Test
  void aRemovedConceptIsGoneAndIsTaughtFromNothingAgain() throws Exception {
    teach("my-shirt", "example", NORTH);
    statuses();
    out();
    remove("my-shirt");
    remove("my-shirt");
    remove("never-there");
    NamedVectors gone = out().get(0);
    assertTrue(Arrays.stream(gone.versions()).allMatch(version -> version == NamedVectors.GONE));
    assertEquals(List.of(status("my-shirt", 2, StatusState.DISABLED, "removed")), statuses());
    teach("my-shirt", "example", EAST);
    assertEquals("1 example, 0 of its class", statuses().get(0).detail());
    assertArrayEquals(EAST, last().get(ConceptMean.KEPT), 1e-6f);
  }

  @Test
  void aRestartGoesOnWhereItWas() throws Exception {
    teach("my-shirt", "example", NORTH);
    statuses();
    restart(MODEL);
    harness.setProcessingTime(10);
    assertEquals(List.of(), statuses());
    teach("my-shirt", "example", EAST);
    assertEquals(
        List.of(status("my-shirt", 2, StatusState.ACTIVE, "2 examples, 0 of its class")),
        statuses());
    assertArrayEquals(new float[] {0.5f, 0.5f, 0}, last().get(ConceptMean.KEPT), 1e-6f);
  }

  @Test
  void imagesOfAnotherModelDoNotCountButComeBackWithIt() throws Exception {
    teach("my-shirt", "example", NORTH);
    statuses();
    restart("sha256:new");
    harness.setProcessingTime(1);
    assertEquals(
        List.of(
            status(
                "my-shirt",
                1,
                StatusState.DISABLED,
                "1 example, 0 of its class by model sha256:model, which does not run now:"
                    + " teach it again by sha256:new")),
        statuses());
    restart(MODEL);
    teach("my-shirt", "example", NORTH);
    assertEquals("2 examples, 0 of its class", statuses().get(0).detail());
    restart("sha256:new");
    harness.processElement(
        new StreamRecord<>(new ConceptArrival("my-shirt", "example", "sha256:new", EAST)));
    assertArrayEquals(EAST, last().get(ConceptMean.KEPT), 1e-6f);
    assertEquals(
        status("my-shirt", 3, StatusState.ACTIVE, "1 example, 0 of its class"), statuses().get(0));
  }

  @Test
  void rescalingMovesConceptsWithWhatTheyWereTaught() throws Exception {
    for (int c = 0; c < 20; c++) {
      teach("c-" + c, "example", NORTH);
    }
    OperatorSubtaskState snapshot =
        AbstractStreamOperatorTestHarness.repackageState(harness.snapshot(1, 1));
    int found = 0;
    for (int subtask = 0; subtask < 3; subtask++) {
      var task = harness(MODEL, 3, subtask);
      task.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              snapshot, MAX_PARALLELISM, 1, 3, subtask));
      task.open();
      for (int c = 0; c < 20; c++) {
        if (KeyGroupRangeAssignment.assignKeyToParallelOperator("c-" + c, MAX_PARALLELISM, 3)
            == subtask) {
          task.processElement(
              new StreamRecord<>(new ConceptArrival("c-" + c, "example", MODEL, NORTH)));
        }
      }
      for (NamedVectors vectors : task.extractOutputValues()) {
        assertEquals(2, vectors.versions()[1], vectors.owner());
        found++;
      }
      task.close();
    }
    assertEquals(20, found);
  }

  @Test
  void tenThousandConceptsThatCameAndWentLeaveStateAsItWas() throws Exception {
    teach("stays", "example", NORTH);
    long size = size();
    for (int c = 0; c < 10_000; c++) {
      teach("c-" + c, "example", NORTH);
      remove("c-" + c);
      remove("never-there-" + c);
    }
    assertEquals(1 + 2 * 10_000, harness.numKeyedStateEntries(), "the hour is not over");
    harness.setProcessingTime(RemovedNames.RETENTION.toMillis());
    assertEquals(1, harness.numKeyedStateEntries());
    assertEquals(size, size());
  }

  private long size() throws Exception {
    return harness.snapshot(1, 1).getStateSize();
  }

  @Test
  void aForgottenConceptIsTaughtAgainUnderAHigherVersion() throws Exception {
    teach("my-shirt", "example", NORTH);
    teach("my-shirt", "example", NORTH);
    remove("my-shirt");
    harness.setProcessingTime(RemovedNames.RETENTION.toMillis());
    restart(MODEL);
    statuses();
    teach("my-shirt", "example", EAST);
    assertEquals(
        List.of(status("my-shirt", 4, StatusState.ACTIVE, "1 example, 0 of its class")),
        statuses());
  }

  private static Status status(String concept, long version, StatusState state, String detail) {
    return new Status(StatusKind.CONCEPT, concept, version, state, detail);
  }

  private void teach(String concept, String role, float[] vector) throws Exception {
    harness.processElement(new StreamRecord<>(new ConceptArrival(concept, role, MODEL, vector)));
  }

  private void remove(String concept) throws Exception {
    harness.processElement(new StreamRecord<>(ConceptArrival.removal(concept)));
  }

  private List<NamedVectors> out() {
    List<NamedVectors> out = List.copyOf(harness.extractOutputValues());
    harness.getOutput().clear();
    return out;
  }

  /** Vectors of the last change. */
  private Map<ConceptMean, float[]> last() {
    List<NamedVectors> all = out();
    NamedVectors change = all.get(all.size() - 1);
    Map<ConceptMean, float[]> vectors = new HashMap<>();
    for (ConceptMean mean : ConceptMean.values()) {
      String concept = change.owner().substring("concept/".length());
      int i = change.names().indexOf(NamedVectors.concept(concept, mean));
      vectors.put(mean, Arrays.copyOfRange(change.vectors(), 3 * i, 3 * i + 3));
    }
    return vectors;
  }

  private List<Status> statuses() {
    List<Status> statuses = new ArrayList<>();
    var side = harness.getSideOutput(LearnConcepts.STATUS);
    while (side != null && !side.isEmpty()) {
      statuses.add(side.remove().getValue());
    }
    return statuses;
  }

  private static float[] unit(double x, double y, double z) {
    double length = length(new double[] {x, y, z});
    return new float[] {(float) (x / length), (float) (y / length), (float) (z / length)};
  }

  private static double length(double[] v) {
    return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  }

  private static double[] mean(List<float[]> vectors) {
    double[] mean = new double[3];
    for (float[] vector : vectors) {
      for (int j = 0; j < 3; j++) {
        mean[j] += vector[j] / vectors.size();
      }
    }
    return mean;
  }

  private void restart(String model) throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(model, 1, 0);
    harness.initializeState(snapshot);
    harness.open();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ConceptArrival, NamedVectors>
      harness(String model, int parallelism, int subtask) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new LearnConcepts(() -> new Silent(model)),
        ConceptArrival::concept,
        Types.STRING,
        MAX_PARALLELISM,
        parallelism,
        subtask);
  }

  /** A text tower that is asked for its name alone. */
  private record Silent(String fingerprint) implements TextEmbedding {

    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public double logitScale() {
      return 100;
    }

    @Override
    public List<Outcome> embed(List<String> texts) {
      throw new AssertionError("nothing is to be embedded");
    }

    @Override
    public void close() {}
  }
}
