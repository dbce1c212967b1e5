package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.idealstream.client.Topics;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.math.SinglePrecision;
import io.idealstream.wire.Drift;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.vectors.ItemFile;
import io.idealstream.wire.vectors.LineProblems;
import io.idealstream.wire.vectors.Scaling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Vectors of a real CLIP through the whole job, where a folder has them: {@code -Dreal-clip=DIR}
 * with {@code lvis.vit-b-32.npy}, {@code lvis-names.txt}, {@code cifar10-500.vit-b-32.npy} and
 * {@code cifar10-500.labels.npy}, which docs/real-clip.md tells how to make.
 */
class RealClipIT {
  private static final String MODEL = "openai/clip-vit-base-patch32";

  /** A cosine at which 50 of the pictures are found, 38 of the 48 dogs among them. */
  private static final double THRESHOLD = 0.25;

  private static final int HITS = 50;
  private static final int DOGS = 38;

  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final String SPACE =
      """
      space: cifar
      templates: ["a {object}"]
      plain: {object: ["a {object}"]}
      factors:
        object:
          role: label
          values:
            airplane: [airplane]
            automobile: ["car_(automobile)"]
            bird: [bird]
            cat: [cat]
            deer: [deer]
            dog: [dog]
            frog: [frog]
            horse: [horse]
            ship: [boat]
            truck: [truck]
      """;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  void fiveHundredPicturesAreLabelledFoundAndLearnedFrom() throws Exception {
    Path data = data();
    List<String> truths = truths(data.resolve("cifar10-500.labels.npy"));
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "not started");
    topics.create();
    topics.send(
        Topic.SPACES, List.of(RunTopics.space(SpaceFile.read("cifar", SPACE.getBytes(UTF_8)))));
    topics.send(Topic.QUERIES, List.of(query()));
    try (JobRun run = JobRun.beginGiven(kafka.connection(), kafka.prefix(), 2, vectors(data))) {
      run.topics().await(Topic.STATUS, all -> active(all) == 2);
      List<float[]> pictures = pictures(data.resolve("cifar10-500.vit-b-32.npy"), truths.size());
      List<Outgoing> images = new ArrayList<>();
      for (int i = 0; i < pictures.size(); i++) {
        images.add(image(String.valueOf(i), null, pictures.get(i), truths.get(i)));
      }
      run.topics().send(Topic.IMAGES, images);

      int right = 0;
      int debiased = 0;
      for (TopicRecord record : run.topics().await(Topic.LABELS, truths.size())) {
        Label label = Topic.LABELS.decode(record);
        String truth = truths.get(Integer.parseInt(label.id()));
        right += truth.equals(label.factors().get("object").raw().label()) ? 1 : 0;
        debiased += truth.equals(label.factors().get("object").label()) ? 1 : 0;
      }
      List<TopicRecord> hits = run.topics().await(Topic.HITS, HITS);
      Map<String, Double> cosines =
          agreement(run.topics().await(Topic.WORDS, all -> words(all, Source.IMAGES).size() == 10));
      System.out.printf(
          "real CLIP: raw %d, debiased %d of %d; hits %d, of dogs %d; cosines of words of images and of"
              + " prompts %s%n",
          right, debiased, truths.size(), hits.size(), dogs(hits, truths), cosines);
      assertEquals(DOGS, dogs(hits, truths));
      assertEquals(451, right, "90.2 percent of 500, as by a product of the two matrices");
      assertEquals(451, debiased, "with one factor a word is a prompt less the mean");
      cosines.forEach((value, cosine) -> assertTrue(cosine > 0.3, value + ": " + cosine));
    }
  }

  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant CHANGE = BEGIN.plusSeconds(120);
  private static final Duration APART = Duration.ofMillis(20);
  private static final int ITEMS = 9000;

  /** One picture in ten shows a dog, and from a time on three in ten. */
  @Test
  void aClassThatComesMoreOftenIsNamed() throws Exception {
    Path data = data();
    List<String> truths = truths(data.resolve("cifar10-500.labels.npy"));
    List<float[]> pictures = pictures(data.resolve("cifar10-500.vit-b-32.npy"), truths.size());
    try (Topics topics = Topics.on(kafka.connection(), kafka.prefix())) {
      topics.createMissing(1); // of several partitions one may be read ahead of the others
    }
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "not started");
    topics.send(
        Topic.SPACES, List.of(RunTopics.space(SpaceFile.read("cifar", SPACE.getBytes(UTF_8)))));
    String drift =
        """
        drift:
          interval: 1s
          false-alarms: 1 per 1h
          reference: {items: 2000, at-least: 80s}
        """;
    try (JobRun run =
        JobRun.beginGiven(kafka.connection(), kafka.prefix(), 2, vectors(data), drift)) {
      run.topics().await(Topic.STATUS, all -> active(all) == 1);
      Random random = new Random(1);
      List<Outgoing> images = new ArrayList<>();
      for (int i = 0; i < ITEMS; i++) {
        Instant time = BEGIN.plus(APART.multipliedBy(i));
        int picture = random.nextInt(truths.size());
        while (!time.isBefore(CHANGE)
            && random.nextDouble() < 20 / 27.0
            && !truths.get(picture).equals("dog")) {
          picture = random.nextInt(truths.size());
        }
        images.add(image("i-" + i, time, pictures.get(picture), truths.get(picture)));
      }
      run.topics().send(Topic.IMAGES, images);
      Drift drifted = Topic.DRIFT.decode(run.topics().await(Topic.DRIFT, 1).get(0));
      System.out.println("real CLIP: " + drifted.explanation() + " " + drifted.detected());
      assertEquals("dog", drifted.value(), drifted::toString);
      assertTrue(drifted.since().isAfter(CHANGE.minusSeconds(5)), drifted::toString);
      assertTrue(drifted.detected().isBefore(CHANGE.plusSeconds(30)), drifted::toString);
    }
  }

  private static Path data() {
    String where = System.getProperty("real-clip");
    assumeTrue(
        where != null, "skipped: -Dreal-clip=DIR names no folder with vectors of a real CLIP");
    return Path.of(where);
  }

  private static long dogs(List<TopicRecord> hits, List<String> truths) {
    return hits.stream()
        .map(record -> Read.of(Topic.HITS, record))
        .filter(hit -> truths.get(Integer.parseInt(hit.id())).equals("dog"))
        .count();
  }

  private static Outgoing query() {
    return Topic.QUERIES.message(
        new Query(
            "dogs", "a dog", null, null, THRESHOLD, null, null, null, null, null, null, null, null),
        Encoding.JSON);
  }

  private String vectors(Path data) throws IOException {
    List<String> names = Files.readAllLines(data.resolve("lvis-names.txt"));
    Path lines = folder.resolve("texts.txt");
    Files.write(lines, names.stream().map(name -> "a " + name).toList());
    return "{id: \"%s\", dimension: 512, texts: \"%s\", text-lines: \"%s\", normalize: true}"
        .formatted(MODEL, data.resolve("lvis.vit-b-32.npy"), lines);
  }

  private static List<String> truths(Path labels) throws IOException {
    byte[] bytes = Files.readAllBytes(labels);
    int header = 10 + (bytes[8] & 0xff) + 256 * (bytes[9] & 0xff);
    ByteBuffer numbers =
        ByteBuffer.wrap(bytes, header, bytes.length - header).order(ByteOrder.LITTLE_ENDIAN);
    List<String> truths = new ArrayList<>();
    while (numbers.hasRemaining()) {
      truths.add(CLASSES.get((int) numbers.getLong()));
    }
    return truths;
  }

  private static List<float[]> pictures(Path matrix, int rows) {
    List<float[]> pictures = new ArrayList<>();
    LineProblems problems = new LineProblems();
    ItemFile.readMatrix(
        matrix,
        rows,
        Scaling.AS_GIVEN,
        (vector, row) -> pictures.add(SinglePrecision.of(vector)),
        problems,
        (done, all) -> {});
    problems.refuseIfAny();
    return pictures;
  }

  private static Outgoing image(String id, Instant time, float[] vector, String truth) {
    return Topic.IMAGES.message(
        new ImageItem(
            id, "cifar", time, null, vector, MODEL, null, Map.of("object", List.of(truth))),
        Encoding.AVRO);
  }

  private static long active(List<TopicRecord> records) {
    return records.stream()
        .filter(
            record -> {
              Status status = Read.of(Topic.STATUS, record);
              return status.state() == StatusState.ACTIVE;
            })
        .count();
  }

  private static Map<String, double[]> words(List<TopicRecord> records, Source source) {
    Map<String, double[]> words = new HashMap<>();
    for (TopicRecord record : records) {
      if (record.value() != null
          && Read.of(Topic.WORDS, record) instanceof Word word
          && word.source() == source) {
        words.put(word.value(), word.vector());
      }
    }
    return words;
  }

  private static Map<String, Double> agreement(List<TopicRecord> records) {
    Map<String, double[]> ofImages = words(records, Source.IMAGES);
    Map<String, double[]> ofPrompts = words(records, Source.PROMPTS);
    Map<String, Double> cosines = new HashMap<>();
    ofImages.forEach((value, word) -> cosines.put(value, cosine(word, ofPrompts.get(value))));
    return cosines;
  }

  private static double cosine(double[] one, double[] other) {
    double product = 0;
    double ones = 0;
    double others = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
      ones += one[i] * one[i];
      others += other[i] * other[i];
    }
    return product / Math.sqrt(ones * others);
  }
}
