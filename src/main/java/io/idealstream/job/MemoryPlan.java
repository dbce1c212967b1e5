package io.idealstream.job;

import io.idealstream.model.ModelDescription;
import io.idealstream.model.image.DecodingRoom;
import io.idealstream.model.image.ImageLimits;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job in one process takes of memory at the same time when pictures come as fast as they
 * can, as large as they may be. What grows with the data is not in it: spaces, queries, concepts
 * and sums.
 *
 * @param subtasks of every operator
 * @param keptItems most items that a subtask keeps for feedback
 * @param lookBackBytes over all subtasks
 * @param sampledItems most items that a subtask holds for the watch of drift
 * @param flink memory that Flink takes for itself
 */
record MemoryPlan(
    int subtasks,
    int batchSize,
    long batchBytes,
    ImageLimits images,
    int waitingItems,
    int keptItems,
    long lookBackBytes,
    int sampledItems,
    FlinkMemory flink,
    ModelDescription model) {

  private static final long MIB = 1 << 20;

  /** Flink, the clients of Kafka and the job itself at rest: {@code docs/operating.md}. */
  private static final long AT_REST = 60 * MIB;

  private static final long AT_REST_PER_SUBTASK = 10 * MIB;

  /** Classes, compiled code and stacks of threads. */
  private static final long JAVA = 300 * MIB;

  private static final long JAVA_PER_SUBTASK = 20 * MIB;

  /** Reads of a topic that wait: two in a queue, one in work and one on its way. */
  private static final int READS = 4;

  /** Scores of a block of queries, as numbers of four bytes, beside and on the heap. */
  private static final long SCORES = 4 * 1024;

  /** Beside the numbers of a vector: ids, times and the objects around them. */
  private static final long ITEM = 450;

  /** What an item that waits for feedback takes beside its vector, and what it takes on RocksDB. */
  private static final long KEPT = 900;

  private static final long KEPT_ON_DISK = 250;

  /** Operators that hold items until spaces or queries are in force. */
  private static final int WAITING_ROOMS = 3;

  /** What is on Java's heap. */
  List<MemoryNeed> heap(Machine machine) {
    long record = largestRecord();
    long vector = (long) Float.BYTES * model.dimension();
    long waiting = WAITING_ROOMS * (ITEM + vector);
    // half precision: two bytes a number
    long kept = flink.managed() > 0 ? KEPT_ON_DISK : KEPT + vector / 2;
    return List.of(
        need("Flink, Kafka's clients and the job at rest", AT_REST, AT_REST_PER_SUBTASK),
        need("pictures on their way from Kafka (images.max-bytes)", 0, READS * record),
        need("batches (batch.bytes, images.max-bytes)", 0, batchBytes + record),
        need(
            "vectors and scores of batches (batch.size)",
            0,
            batchSize * (ITEM + 3 * vector + SCORES)),
        new MemoryNeed(
            "pictures that are decoded (images.max-pixels)",
            ImageLimits.HEAP_PER_PIXEL * decodedPixels(machine)),
        need("items that wait at start (waiting.max-items)", 0, waitingItems * waiting),
        need("items kept for feedback (feedback.max-items)", 0, keptItems * kept),
        new MemoryNeed("items to look back at (queries.look-back-bytes)", lookBackBytes),
        need("items sampled for drift (drift.false-alarms)", 0, sampledItems * (ITEM + vector)));
  }

  /** What is in direct buffers. */
  List<MemoryNeed> direct() {
    long vector = (long) Float.BYTES * model.dimension();
    long ids = 2L * Long.BYTES * model.contextLength() * textsPerRun();
    return List.of(
        new MemoryNeed(
            "buffers between operators (taskmanager.memory.network.max)", flink.network()),
        need("reading from Kafka (images.max-bytes)", 0, largestRecord()),
        need("prepared pictures (batch.size)", 0, picturesPerRun() * model.memory().prepared()),
        need("ids and scores of batches (batch.size)", 0, ids + batchSize * (vector + SCORES)));
  }

  /** What the process takes of the machine. */
  List<MemoryNeed> machine(Machine machine) {
    long direct = direct().stream().mapToLong(MemoryNeed::bytes).sum();
    List<MemoryNeed> all = new ArrayList<>();
    all.add(new MemoryNeed("Java's heap (-Xmx)", machine.heap()));
    all.add(need("Java beside its heap", JAVA, JAVA_PER_SUBTASK));
    all.add(new MemoryNeed("direct buffers", direct));
    all.addAll(outsideJava(machine));
    return all;
  }

  /** What libraries that are not Java's take of the machine. */
  List<MemoryNeed> outsideJava(Machine machine) {
    return List.of(
        new MemoryNeed("the model's weights (model.folder)", model.memory().weights()),
        need("runs of pictures (batch.size)", 0, picturesPerRun() * model.memory().picture()),
        need("runs of texts (batch.size)", 0, textsPerRun() * model.memory().text()),
        new MemoryNeed(
            "progressive JPEGs that are decoded (images.max-pixels)",
            ImageLimits.NATIVE_PER_PIXEL * decodedPixels(machine)),
        new MemoryNeed("RocksDB (taskmanager.memory.managed.size)", flink.managed()));
  }

  MemoryPlan withSubtasks(int number) {
    return new MemoryPlan(
        number,
        batchSize,
        batchBytes,
        images,
        waitingItems,
        keptItems,
        lookBackBytes,
        sampledItems,
        flink,
        model);
  }

  MemoryPlan withBatchSize(int size) {
    return new MemoryPlan(
        subtasks,
        size,
        batchBytes,
        images,
        waitingItems,
        keptItems,
        lookBackBytes,
        sampledItems,
        flink,
        model);
  }

  MemoryPlan withMaxPixels(int pixels) {
    return new MemoryPlan(
        subtasks,
        batchSize,
        batchBytes,
        images.withMaxPixels(pixels),
        waitingItems,
        keptItems,
        lookBackBytes,
        sampledItems,
        flink,
        model);
  }

  private MemoryNeed need(String what, long once, long perSubtask) {
    return new MemoryNeed(what, once + subtasks * perSubtask);
  }

  private long decodedPixels(Machine machine) {
    return DecodingRoom.pixels(machine.heap(), images, subtasks);
  }

  private long picturesPerRun() {
    return Math.min(batchSize, model.imagesPerRun());
  }

  private long textsPerRun() {
    return Math.min(batchSize, model.textsPerRun());
  }

  /** A picture in an envelope is a third longer; the topic takes no more than it is made for. */
  private long largestRecord() {
    return Math.min(images.maxBytes() * 4L / 3, Topic.IMAGES.plan().largestRecord());
  }
}
