package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Queries by threshold and by the best of windows, in a job that fails in mid-stream and is then
 * divided otherwise: the committed hits are those of brute force over the records.
 */
@Tag("long")
class BestHitsIT {
  private static final int IMAGES = 1500;
  private static final Duration STEP = Duration.ofMillis(100);

  /** Less than what the job takes for out of order. */
  private static final int DISORDER = 3000;

  private static final double THRESHOLD = 0.05;
  private static final List<String> TEXTS =
      List.of("a photo of a duck", "a photo of a car", "a red umbrella", "a cat on a road");

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  private final Random random = new Random(17);
  private final List<ImageItem> images = new ArrayList<>();
  private final Map<Query, float[]> queries = new TreeMap<>(Comparator.comparing(Query::id));
  private String model;

  @Test
  void oneThenThreeThenTwoSubtasksWithAFailureFindWhatBruteForceFinds() throws Exception {
    makeQueries();
    makeImages();
    String first;
    FailOnce failures = new FailOnce(kafka.prefix());
    try (JobRun one = JobRun.begin(kafka.connection(), kafka.prefix(), 1, failures)) {
      one.topics().send(Topic.QUERIES, messages());
      one.topics().await(Topic.STATUS, 2 + queries.size());
      one.topics().send(Topic.IMAGES, part(0, 300));
      one.topics().await(Topic.LABELS, 300);
      one.topics().send(Topic.IMAGES, part(300, 600));
      one.topics().await(Topic.LABELS, 600);
      first = one.stop(folder);
    }
    assertTrue(failures.failures() > 0, "nothing failed");
    String second;
    try (JobRun three = JobRun.resume(kafka.connection(), kafka.prefix(), 3, first)) {
      three.topics().send(Topic.IMAGES, part(600, 1000));
      three.topics().await(Topic.LABELS, 950); // some are under way at the stop
      second = three.stop(folder);
    }
    Map<String, Double> expected = bruteForce();
    try (JobRun two = JobRun.resume(kafka.connection(), kafka.prefix(), 2, second)) {
      two.topics().send(Topic.IMAGES, part(1000, IMAGES));
      two.topics().send(Topic.IMAGES, List.of(image(last())));
      two.topics().await(Topic.HITS, records -> found(records).size() >= expected.size());
      two.topics().await(Topic.LABELS, IMAGES + 1);
      List<TopicRecord> committed = two.topics().all(Topic.HITS, Isolation.READ_COMMITTED);
      Map<String, Double> found = found(committed);
      assertEquals(expected.keySet(), found.keySet());
      expected.forEach((hit, score) -> assertEquals(score, found.get(hit), 1e-5, hit));
    }
    assertTrue(expected.size() > IMAGES / 4, expected.size() + " hits");
  }

  private void makeQueries() {
    try (ClipModel clip = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      model = clip.description().fingerprint();
      for (String text : TEXTS) {
        float[] vector = ((Embedding.Vector) clip.embedTexts(List.of(text)).get(0)).values();
        queries.put(query("all of " + text, text, THRESHOLD, null, null), vector);
        queries.put(query("best of " + text, text, null, 3, Duration.ofSeconds(7)), vector);
        queries.put(query("both of " + text, text, THRESHOLD, 2, Duration.ofSeconds(20)), vector);
      }
    }
  }

  private static Query query(String id, String text, Double threshold, Integer k, Duration window) {
    return new Query(
        id, text, null, null, threshold, k, window, null, null, null, null, null, null);
  }

  private List<Outgoing> messages() {
    return queries.keySet().stream()
        .map(query -> Topic.QUERIES.message(query, Encoding.JSON))
        .toList();
  }

  private void makeImages() {
    while (images.size() < IMAGES) {
      Instant time =
          MixedFeed.START
              .plus(STEP.multipliedBy(images.size()))
              .minusMillis(random.nextInt(DISORDER));
      float[] vector = vector();
      if (queries.values().stream().allMatch(query -> isClear(query, vector))) {
        images.add(item("i-" + images.size(), time, vector));
      }
    }
  }

  /** Rounding must not decide. */
  private static boolean isClear(float[] query, float[] vector) {
    return Math.abs(dot(query, vector) - THRESHOLD) > 1e-5;
  }

  private float[] vector() {
    float[] vector = new float[queries.values().iterator().next().length];
    double squares = 0;
    for (int j = 0; j < vector.length; j++) {
      vector[j] = (float) random.nextGaussian();
      squares += vector[j] * vector[j];
    }
    for (int j = 0; j < vector.length; j++) {
      vector[j] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private ImageItem item(String id, Instant time, float[] vector) {
    return new ImageItem(id, "cam", time, null, vector, model, null, null);
  }

  /** Ends all windows of the others; no query finds it. */
  private ImageItem last() {
    float[] away = new float[queries.values().iterator().next().length];
    for (float[] query : queries.values()) {
      for (int j = 0; j < away.length; j++) {
        away[j] -= query[j];
      }
    }
    double length = Math.sqrt(dot(away, away));
    for (int j = 0; j < away.length; j++) {
      away[j] /= (float) length;
    }
    return item("last", MixedFeed.START.plus(STEP.multipliedBy(IMAGES)).plusSeconds(60), away);
  }

  private static Outgoing image(ImageItem item) {
    return Topic.IMAGES.message(item, Encoding.JSON);
  }

  private List<Outgoing> part(int from, int to) {
    return images.subList(from, to).stream().map(BestHitsIT::image).toList();
  }

  /** Query, image and rank to score. */
  private Map<String, Double> bruteForce() {
    Map<String, Double> hits = new TreeMap<>();
    queries.forEach(
        (query, vector) -> {
          List<ImageItem> matching =
              images.stream()
                  .filter(
                      item ->
                          query.threshold() == null || dot(vector, item.embedding()) >= THRESHOLD)
                  .toList();
          if (query.k() == null) {
            matching.forEach(
                item -> hits.put(name(query.id(), item.id(), null), dot(vector, item.embedding())));
          } else {
            rank(query, vector, matching, hits);
          }
        });
    return hits;
  }

  private static void rank(
      Query query, float[] vector, List<ImageItem> matching, Map<String, Double> hits) {
    long length = query.window().toMillis();
    matching.stream()
        .collect(Collectors.groupingBy(item -> Math.floorDiv(item.time().toEpochMilli(), length)))
        .values()
        .forEach(
            window -> {
              List<ImageItem> best =
                  window.stream()
                      .sorted(Comparator.comparingDouble(item -> -dot(vector, item.embedding())))
                      .limit(query.k())
                      .toList();
              for (int i = 0; i < best.size(); i++) {
                hits.put(
                    name(query.id(), best.get(i).id(), i + 1),
                    dot(vector, best.get(i).embedding()));
              }
            });
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (double) a[j] * b[j];
    }
    return sum;
  }

  /** What is found twice cannot be put into it. */
  private Map<String, Double> found(List<TopicRecord> records) {
    return records.stream()
        .map(record -> Said.read(record, Topic.HITS))
        .filter(hit -> queries.keySet().stream().anyMatch(query -> query.id().equals(hit.query())))
        .filter(hit -> !hit.id().equals("last"))
        .collect(Collectors.toMap(hit -> name(hit.query(), hit.id(), hit.rank()), Hit::score));
  }

  private static String name(String query, String item, Integer rank) {
    return query + ", " + item + ", " + rank;
  }
}
