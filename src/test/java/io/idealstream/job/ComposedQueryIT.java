package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.Source;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Term;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A query with a word of a space and a concept taught while it stands, against brute force over the
 * records of topics {@code words}, {@code concepts} and {@code images}.
 */
class ComposedQueryIT {
  private static final int IMAGES = 400;
  private static final String TEXT = "a photo of a bird";
  private static final double THRESHOLD = 0.05;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  private final Random random = new Random(11);
  private final List<float[]> images = new ArrayList<>();
  private final List<float[]> examples = new ArrayList<>();
  private final List<float[]> ofClass = new ArrayList<>();
  private String model;
  private float[] text;
  private long versionOfWord;

  @Test
  void itFindsWhatBruteForceFindsAlsoAfterTheConceptHasImproved() throws Exception {
    embedText();
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE)) {
      RunTopics topics = run.topics();
      topics.send(Topic.QUERIES, List.of(query()));
      awaitStatus(topics, StatusKind.QUERY, 1, StatusState.DISABLED);
      for (int i = 0; i < 3; i++) {
        teach(topics, ConceptRole.CLASS, ofClass);
      }
      teach(topics, ConceptRole.EXAMPLE, examples);
      awaitStatus(topics, StatusKind.QUERY, 1, StatusState.ACTIVE);
      Map<String, Double> expected = sendImages(topics);

      teach(topics, ConceptRole.EXAMPLE, examples);
      awaitTheNewVector(topics);
      expected.putAll(sendImages(topics));

      topics.await(Topic.LABELS, images.size());
      Map<String, Double> found = new TreeMap<>();
      for (Hit hit : hits(topics)) {
        assertEquals(1, hit.queryVersion());
        assertEquals(versionOfWord, hit.words());
        assertTrue(hit.concepts().get("mine") >= 4, "it was in force from the fourth image on");
        if (!hit.id().startsWith("probe")) {
          assertTrue(found.put(hit.id(), hit.score()) == null, "twice: " + hit.id());
        }
      }
      assertEquals(expected.keySet(), found.keySet());
      expected.forEach((id, score) -> assertEquals(score, found.get(id), 1e-5, id));
      assertTrue(expected.size() > IMAGES / 10 && expected.size() < 2 * IMAGES * 9 / 10);
    }
  }

  private void embedText() {
    try (ClipModel clip = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      model = clip.description().fingerprint();
      text = ((Embedding.Vector) clip.embedTexts(List.of(TEXT)).get(0)).values();
    }
  }

  private static Outgoing query() {
    Query query =
        new Query(
            "composed",
            TEXT,
            List.of(new Term(null, null, null, "mine", 0.5, null)),
            List.of(new Term(null, "birds/place/water", Source.PROMPTS, null, 2.0, null)),
            THRESHOLD,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return Topic.QUERIES.message(query, Encoding.JSON);
  }

  private void teach(RunTopics topics, ConceptRole role, List<float[]> taught) {
    float[] vector = vector();
    taught.add(vector);
    topics.send(
        Topic.CONCEPTS,
        List.of(
            Topic.CONCEPTS.message(
                new ConceptExample("mine", role, null, vector, model), Encoding.JSON)));
  }

  /** Scores of those that match. */
  private Map<String, Double> sendImages(RunTopics topics) throws Exception {
    double[] query = brute(topics);
    List<Outgoing> messages = new ArrayList<>();
    Map<String, Double> matching = new TreeMap<>();
    while (messages.size() < IMAGES) {
      float[] vector = vector();
      double score = dot(query, vector);
      if (Math.abs(score - THRESHOLD) > 1e-5) { // rounding must not decide
        String id = "i-" + images.size();
        images.add(vector);
        messages.add(image(id, vector));
        if (score >= THRESHOLD) {
          matching.put(id, score);
        }
      }
    }
    topics.send(Topic.IMAGES, messages);
    topics.await(Topic.LABELS, images.size());
    return matching;
  }

  /** Sends one and the same image until a hit says that the query has followed its concept. */
  private void awaitTheNewVector(RunTopics topics) throws Exception {
    double[] query = brute(topics);
    float[] probe = new float[query.length];
    for (int j = 0; j < probe.length; j++) {
      probe[j] = (float) query[j];
    }
    boolean followed = false;
    for (int i = 0; !followed; i++) {
      String id = "probe-" + i;
      topics.send(Topic.IMAGES, List.of(image(id, probe)));
      images.add(probe);
      topics.await(Topic.HITS, records -> records.stream().anyMatch(r -> read(r).id().equals(id)));
      followed =
          hits(topics).stream()
              .anyMatch(hit -> hit.id().equals(id) && hit.concepts().get("mine") == 5);
    }
  }

  /** t + 0.5 (mean of examples - mean of class) - 2 u, of length 1. */
  private double[] brute(RunTopics topics) throws Exception {
    double[] sum = new double[text.length];
    double[] word = word(topics);
    for (int j = 0; j < sum.length; j++) {
      sum[j] = text[j] - 2 * word[j] + 0.5 * (mean(examples, j) - mean(ofClass, j));
    }
    double length = Math.sqrt(dot(sum, sum));
    for (int j = 0; j < sum.length; j++) {
      sum[j] /= length;
    }
    return sum;
  }

  private double[] word(RunTopics topics) throws Exception {
    double[] found = null;
    for (TopicRecord message : topics.all(Topic.WORDS, Isolation.READ_COMMITTED)) {
      WordsRecord record = message.value() == null ? null : Topic.WORDS.decode(message);
      if (record instanceof Word word
          && word.source() == Source.PROMPTS
          && word.value().equals("water")) {
        found = word.vector();
        versionOfWord = word.version();
      }
    }
    return found;
  }

  private static double mean(List<float[]> vectors, int j) {
    return vectors.stream().mapToDouble(vector -> vector[j]).average().orElseThrow();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static double dot(double[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private float[] vector() {
    float[] vector = new float[text.length];
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

  private Outgoing image(String id, float[] vector) {
    ImageItem item = new ImageItem(id, "cam", MixedFeed.START, null, vector, model, null, null);
    return Topic.IMAGES.message(item, Encoding.JSON);
  }

  private static List<Hit> hits(RunTopics topics) {
    return topics.all(Topic.HITS, Isolation.READ_COMMITTED).stream()
        .map(ComposedQueryIT::read)
        .filter(hit -> hit.query().equals("composed"))
        .toList();
  }

  private static Hit read(TopicRecord record) {
    return Said.read(record, Topic.HITS);
  }

  private static void awaitStatus(
      RunTopics topics, StatusKind kind, long version, StatusState state) {
    topics.await(
        Topic.STATUS,
        records ->
            records.stream()
                .map(record -> Said.read(record, Topic.STATUS))
                .filter(status -> status.kind() == kind && status.id().equals("composed"))
                .reduce((first, second) -> second)
                .filter(status -> status.version() == version && status.state() == state)
                .isPresent());
  }
}
