package io.idealstream.job.monitor;

import io.idealstream.client.KafkaConnection;
import io.idealstream.client.NoAnswerException;
import io.idealstream.client.Offsets;
import io.idealstream.client.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;

/**
 * Watches a job that runs in this process: its counters and gauges, and how far its topics reach.
 * Snapshots are taken by one thread.
 */
public final class Monitor implements AutoCloseable {

  /** How long Kafka may think about one question. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String REPORTER = "idealstream";

  private final JobMetrics metrics = new JobMetrics();
  private final Snapshots snapshots = new Snapshots(metrics);
  private final Map<String, String> topics;
  private final Offsets offsets;
  private final KafkaWatch watch;
  private final KafkaProbe probe;
  private String reported;

  private Monitor(KafkaConnection kafka, String group, Map<String, String> topics, Lag lag) {
    this.topics = Map.copyOf(topics);
    this.offsets = Offsets.of(kafka.within(PATIENCE), group);
    this.watch = new KafkaWatch(kafka.bootstrapServers());
    this.probe = new KafkaProbe(this::look, this::read, lag, watch, System::nanoTime);
  }

  /**
   * Begins to watch.
   *
   * @param topics full names of those that the job reads, by their short names
   * @param lag of a job that has read nothing yet
   */
  public static Monitor start(
      KafkaConnection kafka, String group, Map<String, String> topics, Lag lag) {
    Monitor monitor = new Monitor(kafka, group, topics, lag);
    monitor.probe.start();
    return monitor;
  }

  /** Lets a cluster report the metrics of its job here, beside reporters that users name. */
  public void configure(Configuration flink) {
    reported = GivenReporterFactory.give(REPORTER, new JobMetricsReporter(metrics), flink);
  }

  /** The job now. */
  public JobSnapshot snapshot(JobState state) {
    long nanos = System.nanoTime();
    return snapshots.take(Instant.now(), nanos, state, lag(), watch.silence(nanos));
  }

  /** What there is to tell of Kafka since the last call. */
  public Optional<String> news() {
    return watch.news(System.nanoTime());
  }

  @Override
  public void close() {
    probe.close();
    offsets.close();
    if (reported != null) {
      GivenReporterFactory.takeBack(reported);
    }
  }

  private Offsets.Found look() throws NoAnswerException {
    return offsets.look(topics.values());
  }

  /** By short name of the topic. */
  private Map<String, Long> lag() {
    Map<String, Long> byName = probe.lag();
    Map<String, Long> lag = new TreeMap<>();
    topics.forEach(
        (topic, name) -> {
          if (byName.containsKey(name)) {
            lag.put(topic, byName.get(name));
          }
        });
    return lag;
  }

  /** What the sources read next; one that has read nothing yet says -1 of its last record. */
  private Map<Partition, Long> read() {
    Map<Partition, Long> read = new HashMap<>();
    for (String topic : topics.keySet()) {
      for (JobMetrics.Reading last :
          metrics.readings(
              "Source: read " + topic, "KafkaSourceReader.topic.partition.currentOffset")) {
        if (last.value().longValue() >= 0) {
          read.put(
              new Partition(
                  last.groups().get("<topic>"), Integer.parseInt(last.groups().get("<partition>"))),
              last.value().longValue() + 1);
        }
      }
    }
    return read;
  }
}
