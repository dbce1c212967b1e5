package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.codec.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Labels what lies in a topic of pictures, in a process of its own: ends with 0 once all have their
 * labels, with 3 as soon as the job fails, with 4 when nothing comes for long. Checks no memory.
 */
public final class OneRun {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private OneRun() {}

  /**
   * @param arguments Kafka's address, prefix of the topics, labels to wait for, settings
   */
  public static void main(String[] arguments) throws Exception {
    byte[] yaml = arguments[3].getBytes(UTF_8);
    JobSettings settings = SettingsReader.read("settings", Yaml.read("settings", yaml));
    Job job = new Job(settings, new Job.Existing(List.of("birds"), List.of("ducks")));
    KafkaConnection kafka = KafkaConnection.to(arguments[0]);
    List<String> labels = List.of(Topic.LABELS.under(arguments[1]));
    try (Tail tail = Tail.of(kafka, labels, Start.end(), Isolation.READ_UNCOMMITTED)) {
      tail.next(Duration.ofMillis(1));
      new Thread(() -> run(job), "job").start();
      long seen = 0;
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (seen < Long.parseLong(arguments[2])) {
        seen += tail.next(Duration.ofMillis(200)).size();
        if (System.nanoTime() > deadline) {
          end(4, "nothing comes after " + seen + " labels");
        }
      }
    }
    end(0, peak());
  }

  private static void run(Job job) {
    try {
      Configuration flink = job.localConfiguration();
      flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
      job.start(StreamExecutionEnvironment.createLocalEnvironment(), flink)
          .getJobExecutionResult()
          .get();
    } catch (Throwable failure) {
      end(3, failure.toString());
    }
  }

  /** At once: a process without memory may not get to its own end. */
  private static void end(int code, String why) {
    System.out.println(why);
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  /** The most that the process had of the machine's memory, as Linux says it. */
  private static String peak() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("VmHWM: unknown");
  }
}
