package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.fixtures.BrokerProcess;
import io.idealstream.fixtures.Footprint;
import io.idealstream.fixtures.Resources;
import io.idealstream.fixtures.RunProcess;
import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A CLIP of the size of ViT-B/32, its weights random: how many images a second beside a plain loop,
 * how fast a large space's prompts are embedded while labelling goes on, and that memory stays as
 * it is. Run by the profile {@code slow}.
 */
class RealSizeIT {
  private static final int SECONDS = Integer.getInteger("size.seconds", 0);
  private static final int PROMPTS = Integer.getInteger("size.prompts", 10_000);
  private static final int FACTOR = (int) Math.ceil(Math.sqrt(PROMPTS));

  /** The prompts of all cells, and the plain ones. */
  private static final int TEXTS = FACTOR * FACTOR + FACTOR;

  /** Pictures that lie ready, so that the job never waits for some. */
  private static final int AHEAD = 200;

  private static final int BATCH = 32;
  private static final int LOOP = 4 * BATCH;
  private static final double LEAST_RATIO = 0.5;
  private static final double LEAST_SHARE = 0.1;
  private static final double GROWTH = 1.1;
  private static final Duration BETWEEN_FOOTPRINTS = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofHours(1);

  @TempDir Path folder;
  private RunProcess run;
  private Publisher publisher;
  private Tail labels;
  private Tail status;
  private int sent;
  private int labelled;
  private boolean active;
  private long footprintDue;
  private final List<Footprint> footprints = new ArrayList<>();

  @Test
  void aModelOfRealSizeKeepsItsPaceAndItsMemory() throws Exception {
    assumeTrue(SECONDS > 0, "in the slow profile alone");
    Path model = build();
    double loopBefore = loop(model);
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      KafkaConnection kafka = KafkaConnection.to(broker.bootstrapServers());
      RunTopics topics = new RunTopics(kafka, Topic.DEFAULT_PREFIX, () -> "a run of its own");
      topics.begin();
      try (RunProcess started =
              RunProcess.start("run", folder, RunProcess.SHIPPED, config(kafka, model));
          Publisher pictures = Publisher.to(kafka, List.of(name(Topic.IMAGES)));
          Tail ofLabels = tail(kafka, Topic.LABELS, Isolation.READ_UNCOMMITTED);
          Tail ofStatus = tail(kafka, Topic.STATUS, Isolation.READ_COMMITTED)) {
        run = started;
        publisher = pictures;
        labels = ofLabels;
        status = ofStatus;
        run.awaitRunning();
        pace(() -> labelled >= AHEAD / 2);
        double alone = paceFor(SECONDS);
        topics.send(
            Topic.SPACES, List.of(RunTopics.space(SpaceFile.read("things.yaml", things()))));
        long began = System.nanoTime();
        double beside = pace(() -> active);
        double seconds = seconds(began);
        footprints.clear();
        double both = paceFor(3 * SECONDS);
        assertFalse(run.output().contains("failed"), run::output);
        assertEquals(0, run.terminate(), run::output);
        double loop = (loopBefore + loop(model)) / 2;
        System.out.printf(
            "plain loop %.1f images/s; job %.1f (%.2f of it), %.1f while %d prompts were embedded in"
                + " %.0f s (%.1f texts/s), %.1f with both spaces%n%s%n",
            loop, alone, alone / loop, beside, TEXTS, seconds, TEXTS / seconds, both, footprints);
        assertTrue(alone >= LEAST_RATIO * loop, alone + " of " + loop);
        assertTrue(beside >= LEAST_SHARE * alone, beside + " of " + alone);
        assertFlat(Footprint::heap);
        assertFlat(Footprint::resident);
        assertFlat(Footprint::threads);
      }
    }
  }

  private Path build() throws Exception {
    Path model = folder.resolve("model");
    Process recipe =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "tools/clip/RandomClip.java",
                "vit-b-32",
                model.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(recipe.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, recipe.waitFor(), said);
    return model;
  }

  /** Decodes and embeds and does nothing else. */
  private static double loop(Path model) {
    List<byte[]> batch = new ArrayList<>();
    try (ClipModel clip = ClipModel.open(ModelFiles.of(model), ModelSettings.defaults())) {
      long start = 0;
      for (int i = 0; i < LOOP + BATCH; i++) {
        batch.add(Resources.bytes("/samples/pictures/%03d.jpg".formatted(i)));
        if (batch.size() == BATCH) {
          clip.embedImages(batch);
          batch.clear();
          start = start == 0 ? System.nanoTime() : start;
        }
      }
      return LOOP / seconds(start);
    }
  }

  private Path config(KafkaConnection kafka, Path model) throws IOException {
    return Files.writeString(
        folder.resolve("job.yaml"),
        """
        kafka: {bootstrap-servers: "%s"}
        model: {folder: "%s"}
        state: {folder: "%s"}
        parallelism: 1
        """
            .formatted(kafka.bootstrapServers(), model, folder.resolve("state")));
  }

  private static byte[] things() {
    String things = values("thing number ");
    String places = values("in place ");
    return """
        space: things
        templates: ["a photo of {thing} {place}"]
        plain: {thing: ["a photo of {thing}"]}
        factors:
          thing: {role: label, values: [%s]}
          place: {role: spurious, values: [%s]}
        """
        .formatted(things, places)
        .getBytes(UTF_8);
  }

  private static String values(String name) {
    return IntStream.range(0, FACTOR).mapToObj(i -> name + i).collect(Collectors.joining(", "));
  }

  private double paceFor(int seconds) throws IOException {
    long start = System.nanoTime();
    return pace(() -> seconds(start) >= seconds);
  }

  /** Feeds the job until something is so; gives the images labelled a second meanwhile. */
  private double pace(BooleanSupplier until) throws IOException {
    long start = System.nanoTime();
    int before = labelled;
    while (!until.getAsBoolean()) {
      assertTrue(run.isAlive() && seconds(start) < PATIENCE.toSeconds(), run::output);
      while (sent < labelled + AHEAD) {
        publisher.send(name(Topic.IMAGES), SamplePictures.message(sent++));
      }
      labelled +=
          (int)
              labels.next(Duration.ofMillis(100)).stream()
                  .filter(label -> new String(label.key(), UTF_8).endsWith("/birds"))
                  .count();
      active |=
          status.next(Duration.ofMillis(1)).stream()
              .map(record -> new String(record.value(), UTF_8))
              .anyMatch(text -> text.contains("\"things\"") && text.contains("\"active\""));
      if (System.nanoTime() >= footprintDue) {
        footprints.add(Footprint.of(run.handle(), folder.resolve("state/checkpoints")));
        footprintDue = System.nanoTime() + BETWEEN_FOOTPRINTS.toNanos();
      }
    }
    return (labelled - before) / seconds(start);
  }

  /** The last third holds no more than the first, of the footprints since both spaces label. */
  private void assertFlat(ToLongFunction<Footprint> part) {
    int third = Math.max(1, footprints.size() / 3);
    long early = median(footprints.subList(0, third), part);
    long late = median(footprints.subList(footprints.size() - third, footprints.size()), part);
    assertTrue(late <= GROWTH * early, () -> early + " grows to " + late + " in " + footprints);
  }

  private static long median(List<Footprint> some, ToLongFunction<Footprint> part) {
    return some.stream().mapToLong(part).sorted().skip(some.size() / 2).findFirst().orElseThrow();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static Tail tail(KafkaConnection kafka, Topic<?> topic, Isolation isolation) {
    return Tail.of(kafka, List.of(name(topic)), Start.beginning(), isolation);
  }

  private static String name(Topic<?> topic) {
    return topic.under(Topic.DEFAULT_PREFIX);
  }
}
