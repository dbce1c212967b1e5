package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Right;
import io.idealstream.fixtures.AccessRules;
import io.idealstream.fixtures.ClusterPlan;
import io.idealstream.fixtures.JobRequest;
import io.idealstream.fixtures.Marks;
import io.idealstream.fixtures.Polling;
import io.idealstream.fixtures.SecuredKafka;
import io.idealstream.fixtures.StandaloneCluster;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.codec.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar on a cluster whose processes look the job's password up by themselves. */
@Tag("long")
class SecuredClusterIT {
  private static final String USER = "job";
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void theClusterCarriesNoPasswordAndFindsItAgainAtARestart() throws Exception {
    Path running = Files.createDirectories(folder.resolve("cluster"));
    try (SecuredKafka kafka = SecuredKafka.start(folder.resolve("kafka"), USER);
        AccessRules rules = new AccessRules(kafka);
        StandaloneCluster cluster =
            StandaloneCluster.start(
                running,
                ClusterPlan.of(1, 2)
                    .with("taskmanager.memory.network.min", "128m")
                    .with("taskmanager.memory.network.max", "128m")
                    .withJavaOption("-Xmx768m"))) {
      RunTopics topics =
          new RunTopics(
              kafka.connection(SecuredKafka.ADMIN), "safe.", () -> cluster.logs().toString());
      topics.begin();
      Path config = config(topics, kafka);
      for (Right right : Role.JOB.rights(SettingsReader.read(config))) {
        rules.allow(
            AccessRules.read(
                "kafka-acls.sh --add --allow-principal User:" + USER + " " + right.options()));
      }
      String jar = cluster.upload(Path.of("target/idealstream-job.jar"));
      String job = cluster.run(jar, JobRequest.of("", "--config", config.toString()));
      cluster.awaitRunning(job);
      topics.send(Topic.IMAGES, new MixedFeed(60).messages());
      topics.await(Topic.LABELS, 40);
      cluster.awaitCheckpoints(job, cluster.checkpoints(job) + 1);

      Path password = kafka.passwordFile(USER);
      Path away = Files.move(password, password.resolveSibling("away"));
      cluster.killTaskManager(1);
      cluster.startTaskManager(1);
      awaitLog(cluster, "file " + password + ": no such file");
      Files.move(away, password);
      cluster.awaitRestores(job, 1);
      cluster.awaitRunning(job);
      cluster.awaitCheckpoints(job, cluster.checkpoints(job) + 1);
      assertNowhere(running, SecuredKafka.mark(USER));
      cluster.cancel(job);
    }
  }

  private Path config(RunTopics topics, SecuredKafka kafka) throws IOException {
    StringBuilder properties = new StringBuilder();
    kafka
        .properties(USER)
        .forEach((name, value) -> properties.append(", %s: '%s'".formatted(name, value)));
    String text =
        topics
            .settings(2)
            .replace(
                "group: \"safe.\"}",
                "group: \"safe.\", properties: {" + properties.substring(2) + "}}");
    Path file = Files.writeString(folder.resolve("job.yaml"), text);
    assertTrue(
        SettingsReader.read("job.yaml", Yaml.read("job.yaml", text.getBytes(UTF_8)))
            .kafka()
            .properties()
            .containsKey("sasl.jaas.config"));
    return file;
  }

  private static void awaitLog(StandaloneCluster cluster, String sentence) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (cluster.logs().values().stream().noneMatch(log -> log.contains(sentence))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nobody said \"" + sentence + "\": " + cluster.logs());
      }
      Polling.pause(200);
    }
  }

  private static void assertNowhere(Path folder, String mark) throws IOException {
    assertEquals(List.of(), Marks.in(folder, mark));
  }
}
