package io.idealstream.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.bench.PictureSource;
import io.idealstream.bench.TaskTimes;
import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.demo.feed.Samples;
import io.idealstream.demo.feed.Spaces;
import io.idealstream.demo.feed.StandingQuery;
import io.idealstream.job.Job;
import io.idealstream.job.LocalFlink;
import io.idealstream.job.SettingsReader;
import io.idealstream.policy.PolicyFile;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.PolicyText;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;

/**
 * What policies cost a whole job: pictures a second with the bundled model as fast as it goes,
 * without policies, with one, and with 1,000, in turns in one process; and the time on the
 * processor of the tasks that decide.
 *
 * <p>Of 1,000 policies, 990 need a hit of a query or a label that no picture has, as most do about
 * most items; ten are each about the water birds of one of sixteen feeds, one of them under a
 * limit. One policy alone is one of these. The job labels in one space beside two standing queries,
 * exactly once; its first five rounds of pictures are not counted.
 */
public final class PolicyPace {
  private static final int[] POLICIES = {0, 1, 1_000};
  private static final int TURNS = 3;
  private static final int FIRING = 10;

  private static final int ROUNDS = Integer.getInteger("rounds", 25);

  /** Rounds until policies are compiled and the job is warm. */
  private static final int WARM_ROUNDS = 5;

  private static final long PATIENCE_NANOS = Duration.ofMinutes(4).toNanos();
  private static final Samples SAMPLES = Samples.bundled();

  private PolicyPace() {}

  /**
   * What a job did.
   *
   * @param rate pictures a second
   * @param micros on the processor for each picture, of all tasks
   * @param deciding of it, those that decide
   * @param decisions about all pictures
   */
  private record Pace(double rate, double micros, double deciding, int decisions) {}

  public static void main(String[] arguments) throws Exception {
    Map<Integer, List<Pace>> paces = new TreeMap<>();
    try (Broker broker = Broker.start()) {
      job(broker, "warm-up.", List.of());
      System.out.println("turn policies images/s  us of tasks  of it deciding  decisions");
      for (int turn = 1; turn <= TURNS; turn++) {
        for (int number : POLICIES) {
          Pace pace = job(broker, "policies-%d-%d.".formatted(turn, number), policies(number));
          paces.computeIfAbsent(number, none -> new ArrayList<>()).add(pace);
          System.out.printf(
              "%4d %8d %8.1f %12.1f %15.1f %10d%n",
              turn, number, pace.rate, pace.micros, pace.deciding, pace.decisions);
        }
      }
    }
    for (int number : POLICIES) {
      System.out.printf(
          "%4d policies, middle of %d: %.1f images/s, %.3f of those without%n",
          number,
          TURNS,
          middle(paces.get(number)),
          middle(paces.get(number)) / middle(paces.get(0)));
    }
  }

  private static double middle(List<Pace> paces) {
    double[] rates = paces.stream().mapToDouble(Pace::rate).toArray();
    Arrays.sort(rates);
    return rates[rates.length / 2];
  }

  private static List<PolicyText> policies(int number) {
    List<PolicyText> policies = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      policies.add(policy(i));
    }
    return policies;
  }

  private static PolicyText policy(int number) {
    String when;
    if (number < FIRING) {
      when = "labels.birds.bird.label == \"waterbird\" && item.feed == \"feed-" + number + "\"";
    } else if (number % 2 == 0) {
      when = "hits.exists(h, h.query == \"query-" + number + "\" && h.score > 0.3)";
    } else {
      when = "labels.birds.bird.label == \"bird-" + number + "\" && labels.birds.bird.margin > 0.2";
    }
    String name = "policy-" + number;
    String text =
        """
        policy: %s
        when: '%s'
        action: {name: review, queue: queue-%d, priority: %d}
        reason: {code: CODE-%d, text: "A {labels.birds.bird.label}"}
        effective: %s
        %s"""
            .formatted(
                name,
                when,
                number % 7,
                number % 3,
                number,
                Instant.EPOCH,
                number == 0
                    ? "limits: {per: item.feed, at-most: 3, within: 1s, then: {name: restrict}}"
                    : "");
    return PolicyFile.text(name, text.getBytes(UTF_8));
  }

  private static Pace job(Broker broker, String prefix, List<PolicyText> policies)
      throws Exception {
    Kafka kafka = new Kafka(KafkaConnection.to(broker.bootstrapServers()), prefix);
    List<SpaceDefinition> spaces =
        Spaces.bundled().stream().filter(space -> space.space().equals("birds")).toList();
    kafka.createTopics();
    kafka.define(spaces, StandingQuery.ALL, policies);
    new PictureSource(SAMPLES).send(kafka, ROUNDS * SAMPLES.size(), () -> {});
    try (TemporaryFolder folder = TemporaryFolder.create("idealstream-pace-");
        LocalFlink flink = new LocalFlink(folder.path())) {
      Path file = Files.writeString(folder.path().resolve("job.yaml"), settings(kafka));
      JobClient job = Job.prepare(SettingsReader.read(file)).start(flink.environment());
      Pace pace = pace(kafka);
      job.cancel().get();
      return pace;
    }
  }

  /** Once the job is warm; an open transaction shows what was labelled so far. */
  private static Pace pace(Kafka kafka) {
    int labels = 0;
    int labelsBefore = 0;
    int decisions = 0;
    long start = 0;
    Map<String, Long> before = Map.of();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            kafka.names(List.of(Topic.LABELS, Topic.DECISIONS)),
            Start.beginning(),
            Isolation.READ_UNCOMMITTED)) {
      while (labels < ROUNDS * SAMPLES.size()) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("only " + labels + " labels came");
        }
        List<TopicRecord> records = tail.next(Duration.ofMillis(20));
        int labelled =
            (int)
                records.stream()
                    .filter(record -> record.topic().equals(kafka.name(Topic.LABELS)))
                    .count();
        labels += labelled;
        decisions += records.size() - labelled;
        if (start == 0 && labels >= WARM_ROUNDS * SAMPLES.size()) {
          start = System.nanoTime();
          labelsBefore = labels;
          before = TaskTimes.tasks();
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      int counted = labels - labelsBefore;
      Map<String, Long> after = TaskTimes.tasks();
      return new Pace(
          counted / seconds,
          micros(before, after, ".*") / counted,
          micros(before, after, ".*(decide|count firings|settle policies).*") / counted,
          decisions);
    }
  }

  /** What tasks of a name have spent between two looks. */
  private static double micros(Map<String, Long> before, Map<String, Long> after, String name) {
    return after.entrySet().stream()
            .filter(task -> task.getKey().matches(name))
            .mapToLong(task -> task.getValue() - before.getOrDefault(task.getKey(), 0L))
            .sum()
        / 1e3;
  }

  private static String settings(Kafka kafka) {
    return """
        kafka: {bootstrap-servers: "%s", group: "%s"}
        topics: {prefix: "%s"}
        output: {delivery: exactly-once, transactional-id: "%s"}
        checkpoint: {interval: 1s}
        words: {interval: 5s}
        parallelism: 1
        """
        .formatted(
            kafka.connection().bootstrapServers(), kafka.prefix(), kafka.prefix(), kafka.prefix());
  }
}
