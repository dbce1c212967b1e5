package io.idealstream.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.bench.TaskTimes;
import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.estimate.prompt.SpaceTexts;
import io.idealstream.job.Job;
import io.idealstream.job.LocalFlink;
import io.idealstream.job.SettingsReader;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.ImageReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;

/**
 * Vectors a second through a job without a model, by the form in which they come: one space, 1,000
 * queries, one subtask, exactly once; the processor's time of every thread, and of reading alone.
 */
public final class VectorPace {
  private static final int DIMENSION = 512;
  private static final int VECTORS = Integer.getInteger("vectors", 30_000);
  private static final int DISTINCT = 500;
  private static final int QUERIES = 1000;
  private static final String MODEL = "clip";
  private static final Random RANDOM = new Random(1);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long PATIENCE_NANOS = Duration.ofMinutes(4).toNanos();

  private static final int ROUNDS = 3;

  private VectorPace() {}

  /** How a vector is written. */
  private interface Form {
    Outgoing of(String id, float[] vector);
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, Form> forms = new TreeMap<>();
    forms.put("json numbers", (id, vector) -> message(id, vector, Encoding.JSON));
    forms.put("json base64", VectorPace::base64);
    forms.put("avro", (id, vector) -> message(id, vector, Encoding.AVRO));
    for (Map.Entry<String, Form> form : forms.entrySet()) {
      readingTime(form.getValue()); // warms up
      System.out.printf(
          "reading, %-14s %8.1f us a vector, %d bytes%n",
          form.getKey(),
          readingTime(form.getValue()) / 1e3,
          form.getValue().of("i", vector()).value().length);
    }
    if (VECTORS > 0) {
      try (Broker broker = Broker.start()) {
        int run = 0;
        for (int round = 1; round <= ROUNDS; round++) { // the first warms up
          for (String name : forms.keySet()) {
            job(broker, "pace-" + run++ + ".", name + ", round " + round, forms.get(name));
          }
        }
      }
    }
  }

  /** Nanoseconds of the processor that reading takes for one vector. */
  private static double readingTime(Form form) throws Exception {
    ImageReader reader = new ImageReader(ReadingLimits.DEFAULT.withDimension(DIMENSION));
    List<TopicRecord> records = new ArrayList<>();
    for (int i = 0; i < DISTINCT; i++) {
      Outgoing message = form.of("i-" + i, vector());
      records.add(
          new TopicRecord("images", 0, i, 0, message.key(), message.value(), message.headers()));
    }
    long start = THREADS.getCurrentThreadCpuTime();
    int rounds = 100;
    for (int round = 0; round < rounds; round++) {
      for (TopicRecord record : records) {
        if (reader.read(record).embedding().length != DIMENSION) {
          throw new IllegalStateException("a vector was cut");
        }
      }
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / (double) (rounds * DISTINCT);
  }

  private static void job(Broker broker, String prefix, String name, Form form) throws Exception {
    Kafka kafka = new Kafka(KafkaConnection.to(broker.bootstrapServers()), prefix);
    kafka.createTopics();
    try (TemporaryFolder folder = TemporaryFolder.create("idealstream-vectors-");
        LocalFlink flink = new LocalFlink(folder.path())) {
      define(kafka, folder.path());
      send(kafka, form);
      Path file = Files.writeString(folder.path().resolve("job.yaml"), settings(kafka, folder));
      JobClient job = Job.prepare(SettingsReader.read(file)).start(flink.environment());
      double rate = rate(kafka);
      System.out.printf("%njob, %-24s %8.0f vectors/s%n", name, rate);
      threads();
      job.cancel().get();
    }
  }

  private static void define(Kafka kafka, Path folder) throws Exception {
    String birds =
        Files.readString(Path.of("conf/spaces/birds.yaml"))
            .replaceFirst("(?m)^gate:\\n(?:  .*\\n)+", "");
    StringBuilder texts = new StringBuilder();
    for (String text :
        SpaceTexts.of(
            SpaceFile.read("birds", birds.getBytes(UTF_8)), new PromptBounds(10_000, 100_000))) {
      line(texts, text);
    }
    List<Outgoing> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      line(texts, "query " + i);
      queries.add(
          Topic.QUERIES.message(
              new Query(
                  "q-" + i,
                  "query " + i,
                  null,
                  null,
                  0.9,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null),
              Encoding.JSON));
    }
    Files.writeString(folder.resolve("texts.jsonl"), texts);
    try (Publisher publisher = kafka.publisher(Topic.SPACES)) {
      publisher.send(
          kafka.name(Topic.SPACES),
          Topic.SPACES.message(SpaceFile.read("birds", birds.getBytes(UTF_8)), Encoding.JSON));
      publisher.flush();
    }
    try (Publisher publisher = kafka.publisher(Topic.QUERIES)) {
      queries.forEach(query -> publisher.send(kafka.name(Topic.QUERIES), query));
      publisher.flush();
    }
  }

  private static void line(StringBuilder texts, String text) {
    texts
        .append("{\"text\":\"")
        .append(text)
        .append("\",\"vector\":\"")
        .append(Base64.getEncoder().encodeToString(bytes(vector())))
        .append("\"}\n");
  }

  private static void send(Kafka kafka, Form form) {
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < DISTINCT; i++) {
      vectors.add(vector());
    }
    try (Publisher publisher = kafka.publisher(Topic.IMAGES)) {
      for (int i = 0; i < VECTORS; i++) {
        publisher.send(kafka.name(Topic.IMAGES), form.of("v-" + i, vectors.get(i % DISTINCT)));
      }
      publisher.flush();
    }
  }

  private static double rate(Kafka kafka) {
    long seen = 0;
    long seenBefore = 0;
    long start = 0;
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(Topic.LABELS)),
            Start.beginning(),
            Isolation.READ_UNCOMMITTED)) {
      while (seen < VECTORS) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("only " + seen + " labels came");
        }
        seen += tail.next(Duration.ofMillis(20)).size();
        if (start == 0 && seen >= VECTORS / 3) {
          start = System.nanoTime();
          seenBefore = seen;
          CPU.clear();
          note(CPU);
          jobBefore = job();
        }
      }
      return (seen - seenBefore) * 1e9 / (System.nanoTime() - start);
    }
  }

  private static final Map<Long, Long> CPU = new TreeMap<>();
  private static long jobBefore;

  /** Nanoseconds of all threads of the job: its tasks, and its clients of Kafka. */
  private static long job() {
    long tasks = TaskTimes.tasks().values().stream().mapToLong(Long::longValue).sum();
    return tasks + TaskTimes.clients();
  }

  private static void note(Map<Long, Long> times) {
    for (long id : THREADS.getAllThreadIds()) {
      times.put(id, THREADS.getThreadCpuTime(id));
    }
  }

  /** Microseconds of the processor for each vector, by thread, the dearest first. */
  private static void threads() {
    System.out.printf(
        "  %8.1f us  all of the job's threads%n", (job() - jobBefore) / 1e3 / (VECTORS * 2.0 / 3));
    Map<String, Long> times = new TreeMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      ThreadInfo thread = THREADS.getThreadInfo(id);
      long time = THREADS.getThreadCpuTime(id) - CPU.getOrDefault(id, 0L);
      if (thread != null && time > 0) {
        times.merge(thread.getThreadName(), time, Long::sum);
      }
    }
    times.entrySet().stream()
        .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
        .limit(12)
        .forEach(
            entry ->
                System.out.printf(
                    "  %8.1f us  %s%n",
                    entry.getValue() / 1e3 / (VECTORS * 2.0 / 3), entry.getKey()));
  }

  private static float[] vector() {
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int j = 0; j < DIMENSION; j++) {
      vector[j] = (float) RANDOM.nextGaussian();
      squares += vector[j] * vector[j];
    }
    for (int j = 0; j < DIMENSION; j++) {
      vector[j] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : vector) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  private static Outgoing message(String id, float[] vector, Encoding encoding) {
    return Topic.IMAGES.message(
        new ImageItem(id, "feed", null, null, vector, MODEL, null, null), encoding);
  }

  private static Outgoing base64(String id, float[] vector) {
    String value =
        "{\"id\":\"%s\",\"feed\":\"feed\",\"embedding\":\"%s\",\"model\":\"%s\"}"
            .formatted(id, Base64.getEncoder().encodeToString(bytes(vector)), MODEL);
    return new Outgoing(
        "feed".getBytes(UTF_8),
        value.getBytes(UTF_8),
        List.of(Header.of(Header.CONTENT_TYPE, Encoding.JSON.contentType())));
  }

  private static String settings(Kafka kafka, TemporaryFolder folder) {
    return """
        kafka: {bootstrap-servers: "%s", group: "%s"}
        topics: {prefix: "%s"}
        model: {vectors: {id: clip, dimension: 512, texts: "%s"}}
        output: {delivery: exactly-once, transactional-id: "%s"}
        checkpoint: {interval: 2s}
        words: {interval: 5s}
        parallelism: 1
        """
        .formatted(
            kafka.connection().bootstrapServers(),
            kafka.prefix(),
            kafka.prefix(),
            folder.path().resolve("texts.jsonl"),
            kafka.prefix());
  }
}
