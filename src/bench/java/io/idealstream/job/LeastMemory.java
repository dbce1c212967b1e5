package io.idealstream.job;

import io.idealstream.client.KafkaConnection;
import io.idealstream.demo.Broker;
import io.idealstream.fixtures.ChildJvm;
import io.idealstream.fixtures.ClassPath;
import io.idealstream.fixtures.Pictures;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * The least memory with which the job lives, found by halving, against what the memory check asks
 * for. Each try is a job of its own in a process of its own, against a broker of this process.
 */
public final class LeastMemory {
  private static final int FEEDS = 16;
  private static final int SIDE = 7_071;

  private final Broker broker;
  private final Path folder;

  private LeastMemory(Broker broker, Path folder) {
    this.broker = broker;
    this.folder = folder;
  }

  /**
   * @param arguments any number of {@code heap|direct,SUBTASKS,BATCH,small|large|one[,MODEL]}
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("idealstream-least-");
    try (Broker broker = Broker.start()) {
      for (String argument : arguments[0].split(";", -1)) {
        new LeastMemory(broker, folder).measure(argument.split(",", -1));
      }
    }
  }

  private void measure(String[] trial) throws Exception {
    int subtasks = Integer.parseInt(trial[1]);
    int batch = Integer.parseInt(trial[2]);
    String model = trial.length > 4 ? trial[4] : "bundled";
    int pictures = trial[3].equals("small") ? 2 * subtasks * batch + 600 : FEEDS;
    String prefix = trial[3] + pictures + ".";
    publish(prefix, trial[3], pictures);
    int low = 32;
    int high = trial[0].equals("heap") ? 1536 : 4096;
    String peak = "";
    while (high - low > Math.max(8, high / 20)) {
      int middle = (low + high) / 2;
      long start = System.nanoTime();
      String outcome =
          run(trial[0], middle, prefix, pictures, settings(prefix, subtasks, batch, model));
      System.out.printf(
          "  %s %d MiB, %d s: %s%n",
          trial[0], middle, (System.nanoTime() - start) / 1_000_000_000, outcome);
      if (outcome.startsWith("VmHWM")) {
        high = middle;
        peak = outcome;
      } else {
        low = middle;
      }
    }
    System.out.printf(
        "%s: lives with %d MiB, dies with %d; %s%n", String.join(" ", trial), high, low, peak);
  }

  private String run(String pool, int size, String prefix, int labels, String settings)
      throws Exception {
    List<String> options =
        pool.equals("heap")
            ? List.of("-Xmx" + size + "m", "-XX:MaxDirectMemorySize=6g")
            : List.of("-Xmx2g", "-XX:MaxDirectMemorySize=" + size + "m");
    List<String> all = new ArrayList<>(options);
    all.add("@conf/run.jvm");
    all.add("-Dlog4j2.configurationFile=conf/log4j2.properties");
    String name = "run-" + System.nanoTime();
    try (ChildJvm child =
        ChildJvm.start(
            name,
            folder,
            all,
            ClassPath.all(),
            OneRun.class.getName(),
            List.of(broker.bootstrapServers(), prefix, Integer.toString(labels), settings))) {
      child.awaitEnd();
      List<String> lines = child.output().lines().toList();
      return lines.isEmpty() ? "silence" : lines.get(lines.size() - 1);
    }
  }

  private String settings(String prefix, int subtasks, int batch, String model) {
    return """
        kafka: {bootstrap-servers: "%s", group: "g%d"}
        topics: {prefix: "%s"}
        model: {folder: "%s"}
        batch: {size: %d, age: 3s}
        output: {delivery: at-least-once}
        checkpoint: {interval: 20s, folder: "%s"}
        parallelism: %d
        """
        .formatted(
            broker.bootstrapServers(),
            System.nanoTime(),
            prefix,
            model,
            batch,
            folder.resolve("checkpoints").toUri(),
            subtasks);
  }

  private void publish(String prefix, String kind, int count) throws IOException {
    KafkaConnection kafka = KafkaConnection.to(broker.bootstrapServers());
    RunTopics topics = new RunTopics(kafka, prefix, () -> "not started");
    topics.begin();
    byte[] picture = kind.equals("small") ? Pictures.plain(1, 1, 0x808080) : large();
    List<Outgoing> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String feed = kind.equals("one") ? "feed" : "feed-" + i % FEEDS;
      ImageItem item =
          new ImageItem(
              "item-" + i, feed, MixedFeed.START.plusMillis(i), picture, null, null, null, null);
      messages.add(io.idealstream.wire.codec.Pictures.message(item, "image/png"));
    }
    topics.send(Topic.IMAGES, messages);
  }

  /** 50 million pixels of 8 bytes each, in half a megabyte. */
  private static byte[] large() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream numbers = new DataOutputStream(header);
    numbers.writeInt(SIDE);
    numbers.writeInt(SIDE);
    numbers.write(new byte[] {16, 6, 0, 0, 0});
    chunk(file, "IHDR", header.toByteArray());
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    try (DeflaterOutputStream packed = new DeflaterOutputStream(pixels)) {
      for (int y = 0; y < SIDE; y++) {
        packed.write(new byte[1 + 8 * SIDE]);
      }
    }
    chunk(file, "IDAT", pixels.toByteArray());
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String name, byte[] content)
      throws IOException {
    byte[] named =
        (name + new String(content, StandardCharsets.ISO_8859_1))
            .getBytes(StandardCharsets.ISO_8859_1);
    CRC32 sum = new CRC32();
    sum.update(named);
    DataOutputStream out = new DataOutputStream(file);
    out.writeInt(content.length);
    out.write(named);
    out.writeInt((int) sum.getValue());
  }
}
