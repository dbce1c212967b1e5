package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.fixtures.BrokerProcess;
import io.idealstream.fixtures.ClusterPlan;
import io.idealstream.fixtures.JobRequest;
import io.idealstream.fixtures.StandaloneCluster;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar on a cluster and a broker of processes of their own, as in production. */
@Tag("long")
class ClusterIT {
  private static final MixedFeed FEED = new MixedFeed(400);
  private static final int HALF = FEED.messages().size() / 2;

  @TempDir static Path folder;

  private static BrokerProcess broker;
  private static StandaloneCluster cluster;
  private static String jar;
  private static Said expected;

  @BeforeAll
  static void start() throws Exception {
    broker = BrokerProcess.start(folder);
    expected = Undisturbed.said(kafka(), "plain.", FEED);
    cluster =
        StandaloneCluster.start(
            folder,
            ClusterPlan.of(2, 2)
                .with("taskmanager.memory.network.min", "128m")
                .with("taskmanager.memory.network.max", "128m")
                .withJavaOption("-Xmx768m"));
    jar = cluster.upload(Path.of("target/idealstream-job.jar"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void aKilledTaskManagerChangesNothing() throws Exception {
    RunTopics topics = topics("killed.");
    String job = submit(topics, "killed.");
    topics.send(Topic.IMAGES, part(0, 100));
    topics.await(Topic.LABELS, 60);
    cluster.awaitCheckpoints(job, cluster.checkpoints(job) + 1);
    topics.send(Topic.IMAGES, part(100, 350));
    cluster.killTaskManager(1);
    int written = topics.all(Topic.LABELS, Isolation.READ_UNCOMMITTED).size();
    assertTrue(written < 300, () -> "killed in the middle: " + written + " labels written");
    cluster.startTaskManager(1);
    cluster.awaitRestores(job, 1);
    topics.send(Topic.IMAGES, part(350, 400));
    expected.assertSame(topics, FEED);
    cluster.cancel(job);
  }

  @Test
  void twoJobsAtOnceDoNotMeetAndFindTheProcessesOfACancelledOneFit() throws Exception {
    List<ProcessHandle> before = cluster.processes();
    RunTopics first = topics("first.");
    String cancelled = submit(first, "first.");
    first.send(Topic.IMAGES, part(0, HALF));
    first.await(Topic.LABELS, HALF / 2);
    cluster.cancel(cancelled);

    RunTopics left = topics("left.");
    RunTopics right = topics("right.");
    String leftJob = submit(left, "left.");
    String rightJob = submit(right, "right.");
    left.send(Topic.IMAGES, part(0, HALF));
    right.send(Topic.IMAGES, FEED.messages());
    left.send(Topic.IMAGES, part(HALF, FEED.messages().size()));
    expected.assertSame(left, FEED);
    expected.assertSame(right, FEED);
    assertEquals(0, cluster.restores(leftJob) + cluster.restores(rightJob), "nothing failed");
    assertEquals(before, cluster.processes());
    cluster.cancel(leftJob);
    cluster.cancel(rightJob);
  }

  private static KafkaConnection kafka() {
    return KafkaConnection.to(broker.bootstrapServers());
  }

  private static RunTopics topics(String prefix) {
    RunTopics topics = new RunTopics(kafka(), prefix, () -> cluster.logs().toString());
    topics.begin();
    return topics;
  }

  /** Returns once space and query are in force. */
  private static String submit(RunTopics topics, String prefix) throws IOException {
    Path config = folder.resolve(prefix + "yaml");
    Files.writeString(config, topics.settings(2));
    String job = cluster.run(jar, JobRequest.of("", "--config", config.toString()));
    cluster.awaitRunning(job);
    topics.await(Topic.STATUS, 2);
    return job;
  }

  private static List<Outgoing> part(int from, int to) {
    return FEED.messages().subList(from, to);
  }
}
