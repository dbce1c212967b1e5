package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.model.ModelDescription;
import io.idealstream.model.ModelMemory;
import io.idealstream.model.image.ImageLimits;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {
  private static final long MIB = 1 << 20;
  private static final long GIB = 1 << 30;
  private static final Machine LARGE = new Machine(64 * GIB, 64 * GIB, 256 * GIB);

  /** Of 256 numbers and 64 x 64 pixels, as the bundled one. */
  private static final ModelDescription SMALL = model(256, 64, 1_000_000, 600_000, 500_000);

  private static final MemoryPlan DEFAULTS =
      new MemoryPlan(
          2,
          32,
          16 * MIB,
          new ImageLimits(20 << 20, 50_000_000, 65_535),
          10_000,
          50_000,
          16 * MIB,
          8192,
          new FlinkMemory(64 * MIB, 0),
          SMALL);

  @Test
  void whatTheHeapHoldsIsWorkedOut() {
    String parts = parts(DEFAULTS.heap(new Machine(GIB, GIB, 4 * GIB)));
    assertEquals(
        """
        Flink, Kafka's clients and the job at rest: %d
        pictures on their way from Kafka (images.max-bytes): %d
        batches (batch.bytes, images.max-bytes): %d
        vectors and scores of batches (batch.size): %d
        pictures that are decoded (images.max-pixels): %d
        items that wait at start (waiting.max-items): %d
        items kept for feedback (feedback.max-items): %d
        items to look back at (queries.look-back-bytes): %d
        items sampled for drift (drift.false-alarms): %d"""
            .formatted(
                60 * MIB + 2 * 10 * MIB,
                2 * 4 * 12 * MIB,
                2 * (16 + 12) * MIB,
                2 * 32 * (450 + 3 * 4 * 256 + 4 * 1024),
                9 * 50_000_000L,
                2 * 10_000 * 3 * (450 + 4 * 256L),
                2 * 50_000 * (900 + 2 * 256L),
                16 * MIB,
                2 * 8192 * (450 + 4 * 256L)),
        parts);
  }

  @Test
  void whatDirectBuffersHoldIsWorkedOut() {
    MemoryPlan plan = DEFAULTS.withBatchSize(4096);
    assertEquals(
        """
        buffers between operators (taskmanager.memory.network.max): %d
        reading from Kafka (images.max-bytes): %d
        prepared pictures (batch.size): %d
        ids and scores of batches (batch.size): %d"""
            .formatted(
                64 * MIB,
                2 * 12 * MIB,
                2L * 4096 * 4 * 3 * 64 * 64,
                2L * 4096 * (16 * 77 + 4 * 256 + 4 * 1024)),
        parts(plan.direct()));
  }

  @Test
  void whatTheMachineHoldsIsWorkedOut() {
    Machine machine = new Machine(GIB, GIB, 4 * GIB);
    long direct = DEFAULTS.direct().stream().mapToLong(MemoryNeed::bytes).sum();
    MemoryPlan onDisk = plan(new FlinkMemory(64 * MIB, 128 * MIB), SMALL);
    assertEquals(
        """
        Java's heap (-Xmx): %d
        Java beside its heap: %d
        direct buffers: %d
        the model's weights (model.folder): %d
        runs of pictures (batch.size): %d
        runs of texts (batch.size): %d
        progressive JPEGs that are decoded (images.max-pixels): %d
        RocksDB (taskmanager.memory.managed.size): %d"""
            .formatted(
                GIB,
                340 * MIB,
                direct,
                1_000_000,
                2 * 32 * 600_000,
                2 * 32 * 500_000,
                8 * 50_000_000L,
                128 * MIB),
        parts(onDisk.machine(machine)));
  }

  @Test
  void onRocksDbTheHeapHoldsOnlyTheAgesOfWhatIsKept() {
    MemoryPlan onDisk = plan(new FlinkMemory(64 * MIB, 128 * MIB), SMALL);
    assertTrue(
        parts(onDisk.heap(LARGE)).contains("feedback (feedback.max-items): " + 2 * 50_000 * 250));
  }

  @Test
  void theDefaultsOfTwoSubtasksFitIntoOneGigabyteOfHeapOnAMachineOfTwo() {
    assertEquals(List.of(), MemoryCheck.problems(DEFAULTS, new Machine(GIB, GIB, 2 * GIB)));
  }

  @Test
  void aHeapThatIsTooSmallIsRefusedWithItsLargestPartsAndWhatWouldFit() {
    Machine machine = new Machine(512 * MIB, 4 * GIB, 8 * GIB);
    String problem = only(MemoryCheck.problems(DEFAULTS, machine));
    assertTrue(problem.startsWith("memory: needed about "), problem);
    assertTrue(
        problem.contains(
            " of Java's heap, available 512 MiB; the largest parts: pictures that are decoded"
                + " (images.max-pixels) 430 MiB, items kept for feedback (feedback.max-items)"
                + " 135 MiB, pictures on their way from Kafka (images.max-bytes) 96 MiB; what"
                + " would fit: IDEALSTREAM_JAVA_OPTIONS=-Xmx"),
        problem);
    assertWhatIsNamedFits(problem, machine);
  }

  @Test
  void aBatchTooLargeForDirectBuffersIsRefused() {
    MemoryPlan plan = DEFAULTS.withBatchSize(4096);
    Machine machine = new Machine(2 * GIB, 400 * MIB, 64 * GIB);
    String problem = only(MemoryCheck.problems(plan, machine));
    assertTrue(problem.contains(" of direct buffers, available 400 MiB"), problem);
    assertTrue(problem.contains("prepared pictures (batch.size) 384 MiB"), problem);
    assertTrue(problem.contains("-XX:MaxDirectMemorySize="), problem);
    int size = number(problem, "batch.size: (\\d+)");
    assertEquals(List.of(), MemoryCheck.problems(plan.withBatchSize(size), machine));
    assertEquals(1, MemoryCheck.problems(plan.withBatchSize(size + 1), machine).size());
  }

  @Test
  void aModelWhoseRunsTheMachineCannotHoldIsRefused() {
    ModelDescription large = model(768, 224, 3 * GIB, 15_000_000, 4_000_000);
    MemoryPlan plan = plan(new FlinkMemory(64 * MIB, 0), large).withBatchSize(1024);
    String problem = only(MemoryCheck.problems(plan, new Machine(8 * GIB, 8 * GIB, 24 * GIB)));
    assertTrue(problem.contains(" of the machine, available 24576 MiB"), problem);
    assertTrue(problem.contains("runs of pictures (batch.size) 29297 MiB"), problem);
  }

  @Test
  void aHeapLargerThanTheMachineIsRefusedAndASmallerOneNamed() {
    String problem = only(MemoryCheck.problems(DEFAULTS, new Machine(8 * GIB, 8 * GIB, 4 * GIB)));
    assertTrue(problem.contains("Java's heap (-Xmx) 8192 MiB"), problem);
    int heap = number(problem, "-Xmx(\\d+)m");
    Machine smaller = new Machine(heap * MIB, heap * MIB, 4 * GIB);
    assertEquals(List.of(), MemoryCheck.problems(DEFAULTS, smaller));
  }

  @Test
  void everyKindOfMemoryThatIsTooSmallIsNamed() {
    List<String> problems =
        MemoryCheck.problems(DEFAULTS, new Machine(64 * MIB, 32 * MIB, 128 * MIB));
    assertEquals(3, problems.size(), problems::toString);
    String text = String.join("\n", problems);
    assertTrue(!text.contains("-Xmx"), () -> "the machine has no room for it: " + text);
  }

  private static void assertWhatIsNamedFits(String problem, Machine machine) {
    long heap = number(problem, "-Xmx(\\d+)m") * MIB;
    assertEquals(List.of(), MemoryCheck.problems(DEFAULTS, machine.withHeap(heap)));
    int pixels = number(problem, "images.max-pixels: (\\d+)");
    assertEquals(List.of(), MemoryCheck.problems(DEFAULTS.withMaxPixels(pixels), machine));
  }

  private static int number(String text, String pattern) {
    var matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), text);
    return Integer.parseInt(matcher.group(1));
  }

  private static String only(List<String> problems) {
    assertEquals(1, problems.size(), problems::toString);
    return problems.get(0);
  }

  private static String parts(List<MemoryNeed> needs) {
    return needs.stream()
        .map(need -> need.what() + ": " + need.bytes())
        .collect(Collectors.joining("\n"));
  }

  private static MemoryPlan plan(FlinkMemory flink, ModelDescription model) {
    return new MemoryPlan(
        2, 32, 16 * MIB, DEFAULTS.images(), 10_000, 50_000, 16 * MIB, 8192, flink, model);
  }

  private static ModelDescription model(
      int dimension, int side, long weights, long picture, long text) {
    ModelMemory memory = new ModelMemory(weights, 4L * 3 * side * side, picture, text);
    return new ModelDescription(
        "place",
        "sha256:1",
        dimension,
        77,
        side,
        side,
        "v",
        "t",
        100,
        "file",
        List.of(),
        4096,
        4096,
        memory);
  }
}
