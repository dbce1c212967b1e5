package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.PolicyTimeline;
import io.idealstream.policy.Replay;
import io.idealstream.policy.Vocabulary;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
 * Decisions of a job that fails in mid-stream and is then divided otherwise: they are those that
 * brute force finds over the labels and hits that were committed. Images come in the order of their
 * times: on a busy machine a partition may be taken for idle, and what waits then is counted.
 */
@Tag("long")
class DecisionsIT {
  private static final int IMAGES = 900;

  /** Milliseconds. */
  private static final int STEP = 100;

  private static final Instant START = MixedFeed.START.minusSeconds(60);
  private static final Instant CHANGE = MixedFeed.START.plusSeconds(45);
  private static final int MOST = 3;
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final Duration WINDOW = Duration.ofSeconds(3);
  private static final int AUTHORS = 4;

  private static final String BIRDS =
      """
      {"policy":"birds",
       "when":"labels.birds.bird.label == '%s' && hits.exists(h, h.query == 'all')",
       "action":{"name":"%s","priority":2},
       "limits":{"per":"item.attributes.author","at-most":3,"within":"5s",
                 "then":{"name":"restrict"}},
       "effective":"%s"}""";
  private static final String BEST =
      """
      {"policy":"best",
       "when":"hits.exists(h, h.query == 'best' && h.rank == 1)",
       "action":{"name":"feature","priority":1},
       "effective":"%s"}""";

  /** From here on items are decided by whoever counts. */
  private static final Instant BUSY_FROM = MixedFeed.START.plusSeconds(65);

  private static final int MANY = 13;
  private static final String BUSY =
      """
      {"policy":"busy",
       "counts":{"posts":{"per":"item.attributes.author","within":"5s"}},
       "when":"counts.posts >= 13",
       "action":{"name":"slow","priority":3},
       "effective":"%s"}""";

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  private final Random random = new Random(17);
  private final List<ImageItem> images = new ArrayList<>();
  private String model;
  private int dimension;

  @Test
  void oneThenThreeThenTwoSubtasksWithAFailureDecideWhatBruteForceDecides() throws Exception {
    describeModel();
    makeImages();
    RunTopics before = new RunTopics(kafka.connection(), kafka.prefix(), () -> "not started");
    before.create();
    before.send(
        Topic.POLICIES,
        List.of(
            policy("birds", BIRDS.formatted("waterbird", "review", START)),
            policy("best", BEST.formatted(START)),
            policy("busy", BUSY.formatted(BUSY_FROM)),
            policy("birds", BIRDS.formatted("landbird", "tag", CHANGE))));
    String first;
    FailOnce failures = new FailOnce(kafka.prefix());
    try (JobRun one = JobRun.begin(kafka.connection(), kafka.prefix(), 1, failures)) {
      one.topics().send(Topic.QUERIES, queries());
      one.topics().await(Topic.STATUS, all -> active(all, StatusKind.QUERY) == 3);
      assertEquals(
          List.of(
              "best 1 for items from 2026-03-01T11:59:00Z on",
              "birds 2 for items from " + CHANGE + " on",
              "busy 1 for items from " + BUSY_FROM + " on"),
          statuses(one.topics().await(Topic.STATUS, all -> active(all, StatusKind.POLICY) == 4)));
      for (int from = 0; from < 400; from += 50) {
        one.topics().send(Topic.IMAGES, part(from, from + 50));
        one.topics().await(Topic.LABELS, from + 50);
      }
      first = one.stop(folder);
    }
    assertTrue(failures.failures() >= 3, () -> failures.failures() + " failures");
    String second;
    try (JobRun three = JobRun.resume(kafka.connection(), kafka.prefix(), 3, first)) {
      three.topics().send(Topic.IMAGES, part(400, 650));
      three.topics().await(Topic.LABELS, 600); // some are under way at the stop
      second = three.stop(folder);
    }
    try (JobRun two = JobRun.resume(kafka.connection(), kafka.prefix(), 2, second)) {
      two.topics().send(Topic.IMAGES, part(650, IMAGES));
      // time goes on, so that all windows close and all limits are counted
      two.topics().send(Topic.IMAGES, List.of(image(item("last", IMAGES * STEP + 120_000))));
      two.topics().await(Topic.LABELS, IMAGES + 1);
      two.topics().await(Topic.HITS, all -> ofBest(all) == best());
      Map<String, String> expected = bruteForce(two.topics());
      two.topics().await(Topic.DECISIONS, all -> found(all).size() >= expected.size());
      two.topics().send(Topic.IMAGES, List.of(image(item("very-last", IMAGES * STEP + 240_000))));
      two.topics().await(Topic.LABELS, IMAGES + 2);
      assertEquals(expected, found(two.topics().all(Topic.DECISIONS, Isolation.READ_COMMITTED)));
      List<String> actions =
          expected.values().stream().map(said -> said.split(" ")[2]).distinct().sorted().toList();
      assertEquals(List.of("feature", "restrict", "review", "slow", "tag"), actions);
      assertEquals(byItem(replayed(two.topics())), byItem(decisions(two.topics())));
      assertTrue(expected.keySet().stream().filter(key -> key.endsWith(" 2")).count() > 3);
    }
  }

  private void describeModel() {
    try (ClipModel clip = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      model = clip.description().fingerprint();
      dimension = clip.description().dimension();
    }
  }

  private void makeImages() {
    for (int i = 0; i < IMAGES; i++) {
      images.add(item("i-" + i, (long) i * STEP));
    }
  }

  private ImageItem item(String id, long millis) {
    float[] vector = new float[dimension];
    for (int j = 0; j < vector.length; j++) {
      vector[j] = (float) random.nextGaussian();
    }
    return new ImageItem(
            id, "cam", MixedFeed.START.plusMillis(millis), null, vector, model, null, null)
        .withAttributes(Map.of("author", "a" + random.nextInt(AUTHORS)));
  }

  private static Outgoing image(ImageItem item) {
    return Topic.IMAGES.message(item, Encoding.JSON);
  }

  private List<Outgoing> part(int from, int to) {
    return images.subList(from, to).stream().map(DecisionsIT::image).toList();
  }

  private static List<Outgoing> queries() {
    return List.of(
        query("all", "a photo of a duck", 0.0, null, null),
        query("best", "a photo of a duck", null, 2, WINDOW));
  }

  private static Outgoing query(
      String id, String text, Double threshold, Integer k, Duration window) {
    return Topic.QUERIES.message(
        new Query(id, text, null, null, threshold, k, window, null, null, null, null, null, null),
        Encoding.JSON);
  }

  private static Outgoing policy(String name, String json) {
    return new Outgoing(
        name.getBytes(UTF_8),
        json.getBytes(UTF_8),
        List.of(Header.of(Header.CONTENT_TYPE, Encoding.JSON.contentType())));
  }

  private static long active(List<TopicRecord> statuses, StatusKind kind) {
    return statuses.stream()
        .map(record -> Read.of(Topic.STATUS, record))
        .filter(one -> one.kind() == kind && one.state() == StatusState.ACTIVE)
        .count();
  }

  /** The last that was said of each policy. */
  private static List<String> statuses(List<TopicRecord> records) {
    Map<String, Status> last = new TreeMap<>();
    for (TopicRecord record : records) {
      Status status = Read.of(Topic.STATUS, record);
      if (status.kind() == StatusKind.POLICY) {
        last.put(status.id(), status);
      }
    }
    return last.values().stream()
        .map(one -> one.id() + " " + one.version() + " " + one.detail())
        .toList();
  }

  private static long ofBest(List<TopicRecord> hits) {
    return hits.stream()
        .map(record -> Read.of(Topic.HITS, record))
        .filter(hit -> hit.query().equals("best"))
        .count();
  }

  /** Hits that the best two of each window are. */
  private long best() {
    return images.stream()
        .collect(
            Collectors.groupingBy(
                image -> Math.floorDiv(image.time().toEpochMilli(), WINDOW.toMillis()),
                Collectors.counting()))
        .values()
        .stream()
        .mapToLong(images -> Math.min(2, images))
        .sum();
  }

  /** Item and number of the decision to policies with versions, action and count. */
  private static Map<String, String> bruteForce(RunTopics topics) {
    Map<String, String> birds =
        topics.all(Topic.LABELS, Isolation.READ_COMMITTED).stream()
            .map(record -> Read.of(Topic.LABELS, record))
            .collect(
                Collectors.toMap(Label::id, label -> label.factors().get("bird").label() + ""));
    Map<String, Label> labels =
        topics.all(Topic.LABELS, Isolation.READ_COMMITTED).stream()
            .map(record -> Read.of(Topic.LABELS, record))
            .collect(Collectors.toMap(Label::id, label -> label));
    List<Hit> hits =
        topics.all(Topic.HITS, Isolation.READ_COMMITTED).stream()
            .map(record -> Read.of(Topic.HITS, record))
            .toList();
    List<String> all = ids(hits.stream().filter(hit -> hit.query().equals("all")).toList());
    List<String> best =
        ids(hits.stream().filter(hit -> hit.query().equals("best") && hit.rank() == 1).toList());
    List<Label> inOrder = new ArrayList<>(labels.values());
    inOrder.sort(Comparator.comparing(Label::time).thenComparing(Label::id));
    Map<String, List<Instant>> firings = new TreeMap<>();
    Map<String, List<Instant>> posts = new TreeMap<>();
    Map<String, String> decisions = new TreeMap<>();
    for (Label label : inOrder) {
      boolean after = !label.time().isBefore(CHANGE);
      String said = null;
      String wanted = after ? "landbird" : "waterbird";
      if (birds.get(label.id()).equals(wanted) && all.contains(label.id())) {
        String author = label.attributes().get("author");
        List<Instant> earlier = firings.computeIfAbsent(author, none -> new ArrayList<>());
        Instant from = label.time().minus(WITHIN);
        long count = earlier.stream().filter(time -> time.isAfter(from)).count();
        earlier.add(label.time());
        String own = after ? "tag" : "review";
        said =
            "birds/%d %d %s"
                .formatted(after ? 2 : 1, Math.min(count, MOST), count >= MOST ? "restrict" : own);
      }
      if (!label.time().isBefore(BUSY_FROM)) {
        List<Instant> before =
            posts.computeIfAbsent(label.attributes().get("author"), none -> new ArrayList<>());
        Instant from = label.time().minus(WITHIN);
        long count = before.stream().filter(time -> time.isAfter(from)).count();
        before.add(label.time());
        if (count >= MANY) {
          String[] birdsSay = said == null ? new String[] {"", "-"} : said.split(" ");
          String others = birdsSay[0].isEmpty() ? "" : birdsSay[0] + ",";
          said = "%sbusy/1{posts=%d} %s slow".formatted(others, count, birdsSay[1]);
        }
      }
      if (said != null) {
        decisions.put(label.id() + " 1", said);
      }
      if (best.contains(label.id())) {
        decisions.put(
            label.id() + (said == null ? " 1" : " 2"),
            said == null ? "best/1 - feature" : "best/1," + said);
      }
    }
    decisions.keySet().removeIf(key -> key.contains("last"));
    return decisions;
  }

  private static List<String> ids(List<Hit> hits) {
    return hits.stream().map(Hit::id).toList();
  }

  private static List<Decision> decisions(RunTopics topics) {
    return read(topics, Topic.DECISIONS);
  }

  private static <T> List<T> read(RunTopics topics, Topic<T> topic) {
    return topics.all(topic, Isolation.READ_COMMITTED).stream()
        .map(record -> Read.of(topic, record))
        .toList();
  }

  /** What {@code policy backtest} finds. */
  private static List<Decision> replayed(RunTopics topics) {
    Replay replay = new Replay();
    read(topics, Topic.LABELS).forEach(replay::label);
    read(topics, Topic.HITS).forEach(replay::hit);
    PolicyTimeline policies = new PolicyTimeline();
    put(policies, "birds", 1, START, BIRDS.formatted("waterbird", "review", START));
    put(policies, "best", 1, START, BEST.formatted(START));
    put(policies, "busy", 1, BUSY_FROM, BUSY.formatted(BUSY_FROM));
    put(policies, "birds", 2, CHANGE, BIRDS.formatted("landbird", "tag", CHANGE));
    List<Decision> decisions = new ArrayList<>();
    replay.decide(policies, decisions::add);
    return decisions;
  }

  private static void put(
      PolicyTimeline policies, String name, long version, Instant since, String json) {
    policies.put(
        name, version, since, PolicyFile.read(name, json.getBytes(UTF_8), Vocabulary.UNKNOWN));
  }

  private static Map<String, Decision> byItem(List<Decision> decisions) {
    return new TreeMap<>(
        decisions.stream()
            .filter(decision -> !decision.id().contains("last"))
            .collect(
                Collectors.toMap(
                    decision -> decision.id() + " " + decision.number(), decision -> decision)));
  }

  /** What is decided twice cannot be put into it. */
  private static Map<String, String> found(List<TopicRecord> records) {
    Map<String, String> found =
        records.stream()
            .map(record -> Read.of(Topic.DECISIONS, record))
            .filter(decision -> !decision.id().contains("last"))
            .collect(
                Collectors.toMap(
                    decision -> decision.id() + " " + decision.number(), DecisionsIT::words));
    return new TreeMap<>(found);
  }

  private static String words(Decision decision) {
    assertEquals(
        decision.number() == 1 ? null : (Integer) (decision.number() - 1), decision.revises());
    List<String> policies = new ArrayList<>();
    long earlier = -1;
    for (PolicyVerdict verdict : decision.policies()) {
      String counts = verdict.counts() == null ? "" : verdict.counts().toString();
      policies.add(verdict.policy() + "/" + verdict.version() + counts);
      if (verdict.limit() != null) {
        earlier = verdict.limit().earlier();
      }
    }
    Collections.sort(policies);
    return "%s %s %s"
        .formatted(
            String.join(",", policies), earlier < 0 ? "-" : "" + earlier, decision.action().name());
  }
}
